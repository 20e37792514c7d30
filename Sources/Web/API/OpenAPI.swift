// SPDX-License-Identifier: MPL-2.0

import Domain
import Office

/// The description of the interface (OpenAPI 3.1), made from the table of commands and the table of addresses.
enum OpenAPI {
    private static let commands = CommandKind.allCases.filter { Access.isForPeople($0) }

    static func description(baseURL: String) -> JSON {
        var paths: [(String, JSON?)] = [
            (
                "/api/openapi.json",
                .members([
                    (
                        "get",
                        .members([
                            ("operationId", "description"), ("summary", "Denne beskrivelse / This description"),
                            ("tags", .list(["description"])), ("security", .array([])),
                            (
                                "responses",
                                .members([
                                    ("200", content(.members([("type", "object")]), "Beskrivelsen / The description")),
                                    ("default", problem),
                                ])
                            ),
                        ])
                    )
                ])
            )
        ]
        for kind in commands { paths.append((APIRoute.commands + kind.rawValue, command(kind))) }
        for resource in APIRoute.Resource.allCases { paths.append((path(resource), read(resource))) }
        return .members([
            ("openapi", "3.1.0"),
            (
                "info",
                .members([
                    ("title", "Værn"), ("version", "1"),
                    (
                        "description",
                        "The commands of pages and command line. Texts are Danish, or English by Accept-Language."
                    ),
                    ("license", .members([("name", "MPL-2.0"), ("identifier", "MPL-2.0")])),
                ])
            ),
            ("servers", .array([.members([("url", .string(baseURL.isEmpty ? "/" : baseURL))])])),
            ("security", .array([.members([("token", .array([]))])])),
            (
                "tags",
                .array(["commands", "reading", "description"].map { .members([("name", .string($0))]) })
            ), ("paths", .members(paths)), ("components", components),
        ])
    }

    static func path(_ resource: APIRoute.Resource) -> String {
        "/api/v1/"
            + resource.path.split(separator: "/").map {
                $0 == "{}" ? (resource.takesPosition ? "{position}" : resource.takesName ? "{name}" : "{id}") : $0
            }
            .joined(separator: "/")
    }

    // MARK: Commands

    private static func command(_ kind: CommandKind) -> JSON {
        var description = "Fakta skrives i revisionssporet. / Facts are written to the ledger."
        if kind.demandsFreshSignIn {
            description +=
                " Kræver nyt login: 403 med sidens adresse. / Demands a fresh sign-in: 403 with the page's address."
        }
        return .members([
            (
                "post",
                .members([
                    ("operationId", .string(kind.rawValue)), ("summary", .string(both(kind.label))),
                    ("description", .string(description)), ("tags", .list(["commands"])),
                    (
                        "parameters",
                        .array(
                            ["Organisation", "AcceptLanguage", "IdempotencyKey", "IfMatch"].map {
                                ref("parameters", $0)
                            })
                    ),
                    (
                        "requestBody",
                        .members([
                            ("required", true),
                            ("content", .members([("application/json", .members([("schema", request(kind))]))])),
                        ])
                    ),
                    (
                        "responses",
                        .members(
                            trial(kind) + [
                                (
                                    "201",
                                    .members([
                                        ("description", "Registreret / Recorded"),
                                        (
                                            "headers",
                                            .members([
                                                (
                                                    "Location",
                                                    .members([
                                                        ("description", "The page of what was recorded."),
                                                        ("schema", .members([("type", "string"), ("format", "uri")])),
                                                    ])
                                                )
                                            ])
                                        ),
                                        (
                                            "content",
                                            .members([
                                                ("application/json", .members([("schema", ref("schemas", "Receipt"))]))
                                            ])
                                        ),
                                    ])
                                )
                            ]
                                + ["400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "423", "503"]
                                .map {
                                    ($0, problem)
                                })
                    ),
                ])
            )
        ])
    }

    /// What a dry run is answered with, where a command has one.
    private static func trial(_ kind: CommandKind) -> [(String, JSON)] {
        guard let shape = API.trials[kind] else { return [] }
        let content = JSON.members([("application/json", .members([("schema", ref("schemas", shape))]))])
        return [
            (
                "200",
                .members([
                    ("description", "Prøvekørsel: intet er gemt / Dry run: nothing is kept"), ("content", content),
                ])
            )
        ]
    }

    private static func request(_ kind: CommandKind) -> JSON {
        var properties = kind.fields.map { ($0.name, Optional(schema($0))) }
        for (name, slot) in API.Members.slots(of: kind).sorted(by: { $0.key < $1.key })
        where !kind.fields.contains(where: { $0.name == name }) {
            switch slot {
            case .texts:
                properties.append((name, .members([("type", "array"), ("items", .members([("type", "string")]))])))
            case .field: properties.append((name, schema(Domain.Field.late)))
            }
        }
        // What is never taken is named with the reason, so that nobody looks for it in vain.
        for refusal in kind.refused {
            guard let name = refusal.field else { continue }
            properties.append(
                (name, .members([("not", .members([])), ("description", .string(both(refusal.phrase)))])))
        }
        // The title of an imported document stands in its file.
        let required = kind.fields.filter { $0.required && !(kind == .importDocument && $0.name == "title") }.map(
            \.name)
        return .members([
            ("type", "object"), ("properties", .members(properties)),
            ("required", required.isEmpty ? nil : .list(required)),
            // A correction takes the fields of the command that records what is right too.
            ("additionalProperties", .bool(kind == .correctFact)),
        ])
    }

    private static func schema(_ field: Domain.Field) -> JSON {
        var members: [(String, JSON?)]
        let least: JSON? = field.required ? 1 : nil
        switch field.kind {
        case .line(let most), .text(let most):
            members = [("type", "string"), ("minLength", least), ("maxLength", .number(most))]
        case .mail: members = [("type", "string"), ("format", "email"), ("maxLength", 254)]
        case .day: members = [("type", "string"), ("format", "date")]
        case .tick: members = [("type", "boolean")]
        case .number(let range):
            members = [
                ("type", "integer"), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
            ]
        case .choice(let choices): members = [("type", "string"), ("enum", .list(choices.map(\.value)))]
        case .command:
            members = [
                ("type", "string"), ("enum", .list(commands.filter { $0 != .correctFact }.map(\.rawValue))),
            ]
        case .position: members = [("type", "integer"), ("minimum", 0)]
        // A unit may be given by its name today, a person by user name.
        case .unit, .person: members = [("type", "string"), ("minLength", least), ("maxLength", 400)]
        case .several(let choices):
            members = [
                ("type", "array"),
                ("items", .members([("type", "string"), ("enum", .list(choices.map(\.value)))])), ("uniqueItems", true),
            ]
        // A kind and an identity.
        case .things:
            members = [
                ("type", "array"),
                (
                    "items",
                    .members([("type", "string"), ("pattern", "^(document|action|consultation):[0-9a-f-]{36}$")])
                ), ("uniqueItems", true),
            ]
        // As the lists of duties name them.
        case .duties:
            members = [
                ("type", "array"), ("items", .members([("type", "string"), ("maxLength", 200)])), ("minItems", 1),
                ("uniqueItems", true),
            ]
        case .clause:
            members = [("type", "string"), ("pattern", "^[a-z0-9-]{1,40}:[A-Za-z0-9()._-]{1,40}$")]
        case .control: members = [("type", "string"), ("pattern", "^[5-8]\\.[0-9]{1,2}$")]
        case .samples:
            members = [
                ("type", "array"), ("items", .members([("type", "string"), ("pattern", "^[1-9][0-9]{0,5}$")])),
                ("uniqueItems", true),
            ]
        case .competences,
            .risks, .measures,
            .persons, .units, .paragraphs, .topics, .matters, .evidences, .documents, .requirements, .assets:
            members = [
                ("type", "array"), ("items", .members([("type", "string")])), ("minItems", least),
                ("uniqueItems", true),
            ]
        case .document, .version, .consultation, .comment, .paragraph, .engagement, .leave, .grant, .seat, .deputyship,
            .hold,
            .signInMethod, .token, .action, .decision, .notice, .dispensation, .proposal, .topic, .meeting, .item,
            .requirement,
            .evidence, .nonconformity, .scope, .controlTest, .audit, .framework, .report, .objective, .measure, .asset,
            .risk,
            .campaign, .course, .certificate,
            .initiative, .suspicion,
            .processing,
            .subjectRequest,
            .competence, .competenceDemand, .credential,
            .auditEngagement, .evidenceRequest:
            members = [("type", "string"), ("format", "uuid")]
        case .file:
            members = [
                ("type", "object"),
                (
                    "properties",
                    .members([
                        ("name", .members([("type", "string")])),
                        ("content", .members([("type", "string"), ("contentEncoding", "base64")])),
                    ])
                ), ("required", .list(["name", "content"])), ("additionalProperties", false),
            ]
        }
        members.append(("title", .string(both(field.label))))
        members.append(("description", field.hint.map { .string(both($0)) }))
        return .members(members)
    }

    // MARK: Reading

    private static func read(_ resource: APIRoute.Resource) -> JSON {
        var parameters: [JSON] = ["OrganisationQuery", "Organisation", "AcceptLanguage"].map { ref("parameters", $0) }
        if resource.path.contains("{}") {
            parameters.append(
                ref("parameters", resource.takesPosition ? "Position" : resource.takesName ? "Name" : "Id"))
        }
        if resource.hasPast { parameters += [ref("parameters", "AsOf"), ref("parameters", "Reading")] }
        if resource.isList { parameters += [ref("parameters", "Limit"), ref("parameters", "Cursor")] }
        if resource.sheet != nil { parameters.append(ref("parameters", "Format")) }
        parameters += resource.parameters.map { own($0, of: resource) }
        let answer: JSON =
            resource == .export
            ? .members([
                ("description", .string(both(resource.summary))),
                (
                    "content",
                    .members(
                        VersionExport.Format.allCases.map { format in
                            (
                                String(format.mediaType.prefix { $0 != ";" }),
                                .members([("schema", .members([("type", "string"), ("format", "binary")]))])
                            )
                        })
                ),
            ])
            : resource == .decisionPackage || resource == .meetingPackage
                ? .members([
                    ("description", .string(both(resource.summary))),
                    (
                        "content",
                        .members([
                            (
                                "application/zip",
                                .members([("schema", .members([("type", "string"), ("format", "binary")]))])
                            )
                        ])
                    ),
                ])
                : resource == .proof
                    ? .members([
                        ("description", .string(both(resource.summary))),
                        ("content", .members([("text/plain", .members([("schema", .members([("type", "string")]))]))])),
                    ])
                    : content(
                        ref("schemas", OpenAPISchemas.name(resource)), both(resource.summary),
                        files: (resource.sheet == nil ? [] : [SheetFormat.xlsx.type, "text/csv"])
                            + (resource.files.map(ComplianceFile.types) ?? []))
        return .members([
            (
                "get",
                .members([
                    ("operationId", .string("read." + resource.rawValue)), ("summary", .string(both(resource.summary))),
                    ("tags", .list(["reading"])), ("parameters", .array(parameters)),
                    (
                        "responses",
                        .members(
                            [("200", answer)]
                                + (OpenAPISchemas.isTagged(resource)
                                    ? [("304", .members([("description", "Uændret / Not modified")]))] : [])
                                + ["400", "401", "403", "404", "409"].map { ($0, problem) })
                    ),
                ])
            )
        ])
    }

    private static func own(_ name: String, of resource: APIRoute.Resource) -> JSON {
        let schema: JSON =
            switch name {
            case "standing":
                .members([
                    ("type", "string"),
                    (
                        "enum",
                        .list(
                            resource == .evidenceRequests
                                ? EvidenceRequest.Standing.allCases.map(\.rawValue)
                                : ["planned", "open", "overdue", "done", "dropped"])
                    ),
                ])
            case "compliance":
                .members([("type", "string"), ("enum", .list(Compliance.allCases.map(\.rawValue)))])
            case "kind":
                .members([("type", "string"), ("enum", .list(Domain.Asset.Kind.allCases.map(\.rawValue)))])
            case "field":
                .members([("type", "string"), ("enum", .list(API.Reading.fieldNames.map(\.0)))])
            case "language": .members([("type", "string"), ("enum", .list(Language.allCases.map(\.rawValue)))])
            case "old": .members([("type", "string"), ("enum", .list(["true", "false"]))])
            case "format":
                .members([
                    ("type", "string"),
                    (
                        "enum",
                        .list(
                            resource.files.map(ComplianceFile.words)
                                ?? VersionExport.Format.allCases.map(\.rawValue))
                    ),
                ])
            case "mine": .members([("type", "string"), ("enum", .list(["true", "false"]))])
            case _: .members([("type", "string")])
            }
        return .members([
            ("name", .string(name)), ("in", "query"), ("required", name == "q" ? true : nil), ("schema", schema),
        ])
    }
}
