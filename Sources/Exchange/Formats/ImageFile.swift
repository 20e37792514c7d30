// SPDX-License-Identifier: MPL-2.0
import Domain

/// A raster image that may become part of a document: PNG, JPEG or GIF, known by its content. Vector formats can hold
/// scripts and addresses and are refused.
///
/// The picture itself is not decoded here. The file is walked part by part, and only the parts that draw it are kept:
/// what cameras and programs write beside it (places, names, comments, previews) is left behind, and a file whose parts
/// do not fit together is no image.
public struct ImageFile: Hashable, Sendable {
    public enum Format: String, Hashable, Sendable {
        case png, jpeg, gif

        public var mediaType: String { "image/\(rawValue)" }
    }

    /// Bytes of one image.
    public static let mostBytes = 5_000_000
    /// Width times height: 8,000 by 5,000 pixels need 160 MB when a browser draws them.
    public static let mostPixels = 40_000_000

    public let format: Format
    public let width: Int
    public let height: Int
    /// The file without what does not draw it.
    public let bytes: [UInt8]

    /// Nil if the bytes are no whole image of these formats, or one beyond the limits.
    public init?(_ file: [UInt8]) {
        guard file.count <= Self.mostBytes else { return nil }
        let found: (Format, Int, Int, [UInt8])?
        if file.starts(with: Self.pngMagic) {
            found = Self.png(file).map { (.png, $0, $1, $2) }
        } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
            found = Self.jpeg(file).map { (.jpeg, $0, $1, $2) }
        } else if file.starts(with: "GIF8".utf8) {
            found = Self.gif(file).map { (.gif, $0, $1, $2) }
        } else {
            found = nil
        }
        guard let (format, width, height, bytes) = found, width > 0, height > 0, width <= 50_000, height <= 50_000,
            width * height <= Self.mostPixels
        else { return nil }
        (self.format, self.width, self.height, self.bytes) = (format, width, height, bytes)
    }

    private static let pngMagic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func big(_ file: [UInt8], _ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 << 8 | Int(file[at + $1]) }
    }

    /// The chunks that draw (ISO/IEC 15948 clause 11): header, palette, transparency, colour space, data, end.
    private static func png(_ file: [UInt8]) -> (Int, Int, [UInt8])? {
        let kept: Set<String> = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "IDAT", "IEND"]
        var (at, out, size, hasData) = (8, pngMagic, (0, 0), false)
        while at + 12 <= file.count {
            let count = big(file, at, 4)
            guard count <= file.count - at - 12 else { return nil }
            let name = String(decoding: file[(at + 4)..<(at + 8)], as: UTF8.self)
            if at == 8 {
                guard name == "IHDR", count == 13 else { return nil }
                size = (big(file, 16, 4), big(file, 20, 4))
            }
            if name == "IDAT" { hasData = true }
            if kept.contains(name) { out += file[at..<(at + 12 + count)] }
            at += 12 + count
            if name == "IEND" { return hasData ? (size.0, size.1, out) : nil }
        }
        return nil
    }

    /// The segments that draw (ITU-T T.81 annex B): all but the application's own, except Adobe's note of the colour
    /// space, and comments.
    private static func jpeg(_ file: [UInt8]) -> (Int, Int, [UInt8])? {
        var (at, out, size): (Int, [UInt8], (Int, Int)?) = (2, [0xFF, 0xD8], nil)
        while at + 4 <= file.count, file[at] == 0xFF {
            let marker = file[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let count = big(file, at + 2, 2)
            guard count >= 2, at + 2 + count <= file.count else { return nil }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker), count >= 9 {
                size = (big(file, at + 7, 2), big(file, at + 5, 2))
            }
            if marker == 0xDA {
                // The data of the scan runs on to the end; what follows the image's own end is dropped.
                guard let size else { return nil }
                let end = endOfScan(file, from: at + 2 + count)
                return (size.0, size.1, out + file[at..<end] + [0xFF, 0xD9])
            }
            let isOwn = (0xE0...0xEF).contains(marker) && marker != 0xEE || marker == 0xFE
            if !isOwn { out += file[at..<(at + 2 + count)] }
            at += 2 + count
        }
        return nil
    }

    /// Where the end-of-image marker stands, or the end of the file. Segments between scans are part of the data.
    private static func endOfScan(_ file: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < file.count {
            if file[at] == 0xFF, file[at + 1] == 0xD9 { return at }
            at += 1
        }
        return file.count
    }

    /// Blocks of GIF89a: pictures and their timing are kept, comments and what programs add are not.
    private static func gif(_ file: [UInt8]) -> (Int, Int, [UInt8])? {
        guard file.count > 13 else { return nil }
        let size = (Int(file[6]) | Int(file[7]) << 8, Int(file[8]) | Int(file[9]) << 8)
        func table(_ flags: UInt8) -> Int { flags & 0x80 != 0 ? 3 << (Int(flags & 7) + 1) : 0 }
        var at = 13 + table(file[10])
        guard at <= file.count else { return nil }
        var (out, hasImage) = (Array(file[..<at]), false)
        func afterBlocks(_ start: Int) -> Int? {
            var at = start
            while at < file.count {
                let count = Int(file[at])
                at += count + 1
                if count == 0 { return at <= file.count ? at : nil }
            }
            return nil
        }
        while at < file.count {
            switch file[at] {
            case 0x3B: return hasImage ? (size.0, size.1, out + [0x3B]) : nil
            case 0x2C:
                guard at + 11 <= file.count, let end = afterBlocks(at + 11 + table(file[at + 9])) else { return nil }
                out += file[at..<end]
                (at, hasImage) = (end, true)
            case 0x21:
                guard at + 2 < file.count, let end = afterBlocks(at + 2) else { return nil }
                if file[at + 1] == 0xF9 { out += file[at..<end] }
                at = end
            case _: return nil
            }
        }
        return nil
    }
}
