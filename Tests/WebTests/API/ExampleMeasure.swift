// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office

@testable import Web

/// The example of each command about measures and solutions.
extension ExampleWorld {
    private var measure: (String, JSON?) { ("measure", .string(register.measures.keys.first?.description ?? "")) }
    private var asset: (String, JSON?) { ("asset", .string(register.assets.keys.first?.description ?? "")) }

    /// The first of two depends on the second.
    private var tie: [(String, JSON?)] {
        let both = register.assets.keys.sorted().map { JSON.string("\($0)") }
        return [("asset", both.first), ("kind", "runs_on"), ("other", both.last)]
    }

    func prepareMeasure(_ kind: CommandKind) async throws {
        switch kind {
        case .implementMeasure, .testMeasure, .endMeasure:
            try await rooms.give(
                .setMeasure,
                [
                    "title": "To-faktor", "what": "Alle logger ind med to faktorer", "unit": "\(unit)",
                    "by": "\(rooms.today + 30)", "months": "12", "clauses": "27002:8.5",
                ])
            guard kind == .testMeasure, let known = register.measures.keys.first else { return }
            try await rooms.give(.implementMeasure, ["measure": "\(known)", "day": "\(rooms.today)"])
        case .dependAsset, .endDependence:
            try await prepareMeasure(.retireAsset)
            try await prepareMeasure(.retireAsset)
            guard kind == .endDependence else { return }
            let both = register.assets.keys.sorted()
            try await rooms.give(
                .dependAsset, ["asset": "\(both[0])", "kind": "runs_on", "other": "\(both[1])"])
        case .setMeasure, .measureAvailability, .reviewAssetAccess, .retireAsset, .recordInventory:
            try await rooms.give(
                .setAsset,
                [
                    "kind": "solution", "name": "Sagsportalen", "unit": "\(unit)", "confidentiality": "high",
                    "confidentiality_reason": "Den har oplysninger om børn", "integrity": "ordinary",
                    "integrity_reason": "Fejl kan rettes", "availability": "high",
                    "availability_reason": "Den bruges hver dag", "available": "99,5", "users": "Sagsbehandlere",
                    "months": "6",
                ])
        default: return
        }
    }

    func measureMembers(_ kind: CommandKind) -> [(String, JSON?)] {
        let today: (String, JSON?) = ("day", .string("\(rooms.today)"))
        switch kind {
        case .setMeasure:
            return [
                ("title", "To-faktor"), ("what", "Alle logger ind med to faktorer"), ("unit", .string("\(unit)")),
                ("by", .string("\(rooms.today + 30)")), ("months", 12), ("clauses", "27002:8.5"),
                ("confidentiality", .list([register.assets.keys.first?.description ?? ""])),
            ]
        case .implementMeasure: return [measure, today, ("how", "Med en nøgle")]
        case .testMeasure:
            return [
                measure, today, ("method", "technical"), ("outcome", "works"), ("finding", "Ti konti er set efter"),
            ]
        case .endMeasure: return [measure, ("reason", "Den er afløst")]
        case .setAsset:
            return [
                ("kind", "solution"), ("name", "Skoleportalen"), ("about", "Skolernes sager"),
                ("unit", .string("\(unit)")),
                ("shared", true), ("confidentiality", "high"), ("confidentiality_reason", "Den har navne på børn"),
                ("integrity", "ordinary"), ("integrity_reason", "Fejl kan rettes"), ("availability", "ordinary"),
                ("availability_reason", "Den kan undværes en dag"), ("available", "99,9"), ("recovery", 4), ("loss", 1),
                ("users", "Skolesekretærer"), ("months", 6), ("authenticity", "high"),
                ("authenticity_reason", "En ansøgning skal være forældrenes"), ("owner", .string("\(ada)")),
                ("manager", .string("\(ada)")), ("operator", .string("\(ada)")), ("classification", "fortrolig"),
                ("personal_data", .list(["ordinary", "special"])), ("registered", "under_10000"), ("kle", "17.03.00"),
                ("criticality", "business"), ("criticality_reason", "Skolerne kan ikke indskrive uden"),
                ("phase", "in_use"), ("kitos_system", "0190F3A2-7B1C-7D2E-8F30-4A5B6C7D8E9F"),
                ("kitos_usage", "0190f3a2-7b1c-7d2e-8f30-4a5b6c7d8ea0"), ("cvr", "DK 12 34 56 74"),
                ("external_ids", "cmdb: SRV-0042"),
                ("products", "Eksempelfirma; Indskriv; 4.2; pkg:deb/debian/nginx@1.22"),
            ]
        case .measureAvailability:
            return [
                asset, ("from", .string("\(rooms.today - 30)")), ("to", .string("\(rooms.today - 1)")),
                ("available", "99,4"), ("note", "Nede en nat"),
            ]
        case .dependAsset: return tie + [("withheld", .list(["Integrity"])), ("reason", "Kun krypteret")]
        case .endDependence: return tie + [("reason", "Flyttet")]
        case .recordInventory:
            let bill = #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"Port","version":"4.2"}]}"#
            let content = String(decoding: Base64.encode(Array(bill.utf8)), as: UTF8.self)
            return [asset, ("file", .members([("name", "stykliste.json"), ("content", .string(content))]))]
        case .importAssets:
            let rows = "aktiv;slags;ejes af;hvad bruges det til\nSagsarkivet;løsning;It-drift;Gamle sager\n"
            let content = String(decoding: Base64.encode(Array(rows.utf8)), as: UTF8.self)
            return [("file", .members([("name", "aktiver.csv"), ("content", .string(content))]))]
        case .reviewAssetAccess: return [asset, today, ("outcome", "corrected"), ("finding", "To er fjernet")]
        default: return [asset, ("reason", "Den er lukket")]
        }
    }
}
