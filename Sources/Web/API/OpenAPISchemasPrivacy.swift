// SPDX-License-Identifier: MPL-2.0

/// The shapes of what is held about somebody and of what an erasure would take.
extension OpenAPISchemas {
    static let privacyShapes: [(String, String)] = [
        ("ErasureItem", "position:integer kind:string field:string why:string? about:Thing?-"),
        (
            "ErasurePlan",
            "person:Named erase:ErasureItem* keep:ErasureItem* holds:ErasureItem* unseen:integer last_backup_expires:date-"
        ),
        ("HeldValue", "field:string text:string- bytes:integer- shared:boolean- erased:boolean-"),
        (
            "HeldEntry",
            """
            position:integer kind:string recorded:time holds_from:date relation:string what:string values:HeldValue*
            """
        ),
        (
            "HeldKind",
            """
            kind:string label:string purpose:string legal_ground:string kept:string erased_from:date- source:string \
            seen_by:string recipients:string count:integer entries:HeldEntry*
            """
        ),
        ("HeldBeside", "label:string count:integer kept:string"),
        ("HeldLook", "person:uuid name:string at:time as:string-"),
        (
            "Held",
            """
            person:uuid name:string organisation:string as_of:date entries_in_ledger:integer kinds:HeldKind* \
            beside:HeldBeside* looked_at_by:HeldLook*
            """
        ),
    ]
}
