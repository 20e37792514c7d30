// SPDX-License-Identifier: MPL-2.0

import Domain

/// What a password must be: long, and not one that everybody guesses first. No rules of composition and no forced
/// change (NIST SP 800-63B-4 §3.1.1; OWASP ASVS 5.0 §6.2).
enum PasswordRule {
    static let shortest = 12
    static let longest = 128

    /// Throws what is wrong with it. `context` are words that are guessed for this person: names, the organisation.
    static func check(_ password: String, field: String, context: [String]) throws(Refusal) {
        guard password.count >= shortest else {
            throw .invalid(
                field, da: "Adgangskoden skal have mindst \(shortest) tegn. Tre-fire ord efter hinanden er godt.",
                en: "The password must have at least \(shortest) characters. Three or four words in a row are good.")
        }
        guard password.count <= longest, password.utf8.count <= 4 * longest else {
            throw .invalid(
                field, da: "Adgangskoden må højst have \(longest) tegn.",
                en: "The password may have at most \(longest) characters.")
        }
        guard !isCommon(password, context) else {
            throw .invalid(
                field, da: "Den adgangskode er let at gætte. Vælg en anden, fx tre-fire ord, der ikke hører sammen.",
                en:
                    "That password is easy to guess. Choose another, such as three or four words that do not belong together."
            )
        }
    }

    private static func isCommon(_ password: String, _ context: [String]) -> Bool {
        // As it is typed, and with the usual substitutes undone: 4 for a, 0 for o.
        let bare = String(password.lowercased().filter { !" .-_".contains($0) })
        return [bare, String(bare.map { swaps[$0] ?? $0 })].contains { isCommon(plain: $0, context) }
    }

    private static func isCommon(plain: String, _ context: [String]) -> Bool {
        guard Set(plain).count > 4, !isRun(plain) else { return true }
        // What is left when the guessable words are taken out must still be worth something.
        let words = context.flatMap { $0.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init) }
        var rest = plain
        for word in (common + words).sorted(by: { $0.count > $1.count }) where word.count >= 3 {
            rest = rest.split(separator: word, omittingEmptySubsequences: true).joined()
        }
        return rest.filter(\.isLetter).count < 4 && rest.count < 8
    }

    private static let swaps: [Character: Character] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]

    /// One character after the other, upwards or downwards, or along the keyboard.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return Set(steps).count <= 1 || keyboard.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }

    private static let keyboard = [
        "01234567890123456789", "qwertyuiopåasdfghjklæøzxcvbnm", "qwertyuiopasdfghjklzxcvbnm",
        "qazwsxedcrfvtgbyhnujmikolp",
    ]

    private static let common = [
        "password", "adgangskode", "kodeord", "kode", "hemmelig", "hemmelighed", "secret", "velkommen", "welcome",
        "login",
        "logind", "admin", "administrator", "bruger", "user", "test", "demo", "default", "changeme", "letmein",
        "qwerty",
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "iloveyou", "jegelskerdig", "monkey", "dragon", "football", "fodbold",
        "baseball",
        "superman", "batman", "sunshine", "solskin", "princess", "prinsesse", "sommer", "vinter", "foraar", "efteraar",
        "summer",
        "winter", "spring", "autumn", "januar", "februar", "marts", "april", "juni", "juli", "august", "september",
        "oktober",
        "november", "december", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "danmark", "denmark", "koebenhavn",
        "københavn",
        "copenhagen", "aarhus", "odense", "aalborg", "kommune", "sikkerhed", "security", "vaern", "værn", "master",
        "hello",
        "abcdef", "abc", "trustnoone", "whatever", "starwars", "pokemon", "computer", "internet", "samsung", "google",
        "microsoft",
    ]
}
