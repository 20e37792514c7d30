// SPDX-License-Identifier: MPL-2.0
import CFiles
import HTML

/// A file that a browser fetches besides the pages. All of them are built into the executable.
///
/// The address carries a fingerprint of the content, so a file can be cached for ever and a new version has a new
/// address. The font is named by the stylesheet, so its address is fixed; a new font gets a new name.
enum Asset: String, CaseIterable, Sendable, HTML.Addressable {
    case stylesheet = "vaern.css"
    case script = "vaern.js"
    /// Only where there is a long list to choose from.
    case sift = "sift.js"
    /// Only where somebody signs in with a passkey, or makes one.
    case passkey = "passkey.js"
    /// Only where a package of e-learning is shown.
    case player = "player.js"
    case icon = "favicon.svg"
    case font = "inter.woff2"
    case fontLicence = "inter-OFL.txt"

    /// `/assets/vaern.css?v=1f0c…`.
    var path: String {
        switch self {
        case .font, .fontLicence: "/assets/\(rawValue)"
        case .stylesheet, .script, .sift, .passkey, .player, .icon: "/assets/\(rawValue)?v=\(fingerprint)"
        }
    }

    /// The file's content.
    var bytes: [UInt8] { Self.contents[self, default: []] }

    private var content: [UInt8] {
        switch self {
        case .stylesheet: vaern_file_vaern_css().content
        case .script: Self.lean(vaern_file_vaern_js().content)
        case .sift: Self.lean(vaern_file_sift_js().content)
        case .passkey: Self.lean(vaern_file_passkey_js().content)
        case .player: Self.lean(vaern_file_player_js().content)
        case .icon: vaern_file_favicon_svg().content
        case .font: vaern_file_inter_woff2().content
        case .fontLicence: vaern_file_inter_OFL_txt().content
        }
    }

    /// The media type, with charset where it is text.
    var type: String {
        switch self {
        case .stylesheet: "text/css; charset=utf-8"
        case .script, .sift, .passkey, .player: "text/javascript; charset=utf-8"
        case .icon: "image/svg+xml"
        case .font: "font/woff2"
        case .fontLicence: "text/plain; charset=utf-8"
        }
    }

    /// FNV-1a of the content in hexadecimal: tells versions apart, proves nothing. Good as an ETag too.
    var fingerprint: String { Self.fingerprints[self, default: "0"] }

    private static let fingerprints: [Asset: String] = {
        var all: [Asset: String] = [:]
        for asset in allCases {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in asset.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            all[asset] = String(hash, radix: 16)
        }
        return all
    }()

    private static let contents = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.content) })

    /// A script without comments and without the space before its lines; the licence stays.
    private static func lean(_ script: [UInt8]) -> [UInt8] {
        let lines = script.split(separator: 0x0A).map { $0.drop { $0 == 0x20 } }
        let kept = lines.enumerated().filter { $0.offset == 0 || !$0.element.starts(with: "//".utf8) }
        return Array(kept.map(\.element).joined(separator: [0x0A])) + [0x0A]
    }
}
