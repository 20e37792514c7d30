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
    /// space, and comments. Which way up a photograph is held is said anew, without the rest of what the camera wrote.
    private static func jpeg(_ file: [UInt8]) -> (Int, Int, [UInt8])? {
        var (at, out, size): (Int, [UInt8], (Int, Int)?) = (2, [0xFF, 0xD8], nil)
        var turned = 1
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
                let (width, height) = turned >= 5 ? (size.1, size.0) : size
                return (width, height, out + file[at..<end] + [0xFF, 0xD9])
            }
            if marker == 0xE1, turned == 1, let found = orientation(file[(at + 4)..<(at + 2 + count)]) {
                turned = found
                out += turning(found)
            }
            let isOwn = (0xE0...0xEF).contains(marker) && marker != 0xEE || marker == 0xFE
            if !isOwn { out += file[at..<(at + 2 + count)] }
            at += 2 + count
        }
        return nil
    }

    /// Which way up a photograph is held (Exif 2.32 §4.6.4, tag 274): 2–8; nil if it is as it lies, or nothing is said.
    private static func orientation(_ segment: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(segment)
        guard bytes.count >= 14, bytes.starts(with: Array("Exif".utf8) + [0, 0]) else { return nil }
        let isLittle = bytes[6] == 0x49
        guard isLittle ? bytes[7] == 0x49 : bytes[6] == 0x4D && bytes[7] == 0x4D else { return nil }
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= bytes.count else { return nil }
            return (0..<count).reduce(0) { $0 << 8 | Int(bytes[isLittle ? at + count - 1 - $1 : at + $1]) }
        }
        guard number(8, 2) == 42, let first = number(10, 4), let entries = number(6 + first, 2) else { return nil }
        for entry in 0..<entries {
            let at = 6 + first + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            if tag == 274, number(at + 2, 2) == 3, number(at + 4, 4) == 1, let value = number(at + 8, 2) {
                return (2...8).contains(value) ? value : nil
            }
        }
        return nil
    }

    /// A segment of our own that says this and nothing else.
    private static func turning(_ orientation: Int) -> [UInt8] {
        [0xFF, 0xE1, 0, 34] + Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0]
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
