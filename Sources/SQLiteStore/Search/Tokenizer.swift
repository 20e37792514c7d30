// SPDX-License-Identifier: MPL-2.0

import GRDB
import GRDBSQLite
import Office

/// Makes the tokens of the index: every form of a word, each with the number of its shelf before it. So a shelf has lists
/// of its own, and a search reads those of the shelves that it asks for and no others.
///
/// A text begins with `␁‹shelf›‹reading›␁`, also in a question; a text that is kept names its group as well:
/// `␁‹shelf›,‹group›‹reading›␁`.
final class Tokenizer: FTS5CustomTokenizer {
    static let name = "vaern"
    private let words: Words

    init(db: Database, arguments: [String]) throws {
        words = try Words()
    }

    /// What stands before a text.
    static func head(_ shelf: Int64, _ reading: SearchShelf.Reading, group: Int64? = nil) -> String {
        "\u{1}\(shelf)\(group.map { ",\($0)" } ?? "")\(reading.rawValue)\u{1}"
    }

    /// How many bytes of a kept text are its head.
    static func headCount(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        guard text.first == 1, let end = text.dropFirst().firstIndex(of: 1) else { return 0 }
        return end + 1
    }

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let pText, nText > 0 else { return SQLITE_OK }
        return pText.withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { start in
            let text = UnsafeBufferPointer(start: start, count: Int(nText))
            let head = Tokenizer.headCount(text)
            guard head > 3, let reading = SearchShelf.Reading(rawValue: String(UnicodeScalar(text[head - 2]))) else {
                return SQLITE_ERROR
            }
            let shelves = text[1..<head - 2].split(separator: UInt8(ascii: ",")).map { Array($0) + [UInt8(ascii: ":")] }
            var code = SQLITE_OK
            Words.read(text, from: head) { word, range in
                let forms =
                    tokenization.contains(.query)
                    ? words.asked(word, reading, isBeginning: tokenization.contains(.prefix))
                    : words.forms(word, reading)
                var flags: CInt = 0
                for shelf in shelves {
                    for form in forms where code == SQLITE_OK {
                        code = (shelf + form).withUnsafeBufferPointer { token in
                            token.withMemoryRebound(to: CChar.self) {
                                tokenCallback(
                                    context, flags, $0.baseAddress, CInt($0.count), CInt(range.lowerBound),
                                    CInt(range.upperBound))
                            }
                        }
                        flags = FTS5_TOKEN_COLOCATED
                    }
                }
                return code == SQLITE_OK
            }
            return code
        }
    }
}
