// SPDX-License-Identifier: MPL-2.0

extension KindLine {
    /// What the program knows of the kinds by which a text goes out, is asked about, and is acknowledged.
    static let reading: [FactKind: KindLine] = [
        .documentAudienceSet: KindLine(
            1, [.backdated, .annullable],
            [
                .record("units"), .record("roles"), .record("kinds"), .record("days"), .record("way"),
                .personal("reason", .actor),
            ]),
        // Questions about a text of the house are nobody's personal data, as the text is not.
        .documentQuizSet: KindLine(1, .annullable, [.record("version"), .vaulted("danish"), .vaulted("english")]),
        .noticeOpened: KindLine(
            1, .annullable,
            [.record("document"), .record("version"), .record("text"), .record("days"), .record("way")]),
        // Who has read what is the organisation's evidence (policy §§9, 11); the person is a reference without a name.
        // Of a quiz only that it was answered is known, never what.
        .noticeAcknowledged: KindLine(
            1, .annullable, [.record("person"), .record("version"), .record("text"), .record("quiz")]),
        .noticeReminded: KindLine(1, [], [.record("reminder")]),
        // Persons are references without names, as with who has read.
        .noticeTold: KindLine(1, .annullable, [.record("channel"), .record("persons")]),
    ]
}
