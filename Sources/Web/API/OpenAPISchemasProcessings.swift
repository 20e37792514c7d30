// SPDX-License-Identifier: MPL-2.0

/// The shapes of the record of processing activities.
extension OpenAPISchemas {
    static let processingShapes: [(String, String)] = [
        ("ProcessingReview", "day:date finding:string? next:date by:Named? position:integer"),
        (
            "Processing",
            """
            id:uuid number:string capacity:string title:string? purpose:string? unit:Named? responsible:Thing? \
            begins:date? controllers:string? grounds:string* law:string? people:string? personal_data:string* \
            kinds:string? recipients:string? transfer:string? countries:string? safeguards:string* erasure:string? \
            security:string? assets:Thing* lacks:string* standing:string next_review:date? ended:date? \
            reviews:ProcessingReview* revision:integer
            """
        ), ("Processings", list("Processing")),
        ("RequesterIdentity", "day:date identity:string how:string? position:integer"),
        ("SubjectRequestNote", "day:date note:string? position:integer"),
        (
            "SubjectRequest",
            """
            id:uuid number:string came:date rights:string* handler:Named? name:string? contact:string? about:string? \
            processing:Thing? due:date standing:string identities:RequesterIdentity* extended:date? \
            extension_reason:string? notes:SubjectRequestNote* outcome:string? told:date? answer:string? \
            refusal:string? guided:boolean? revision:integer
            """
        ), ("SubjectRequests", list("SubjectRequest")),
    ]
}
