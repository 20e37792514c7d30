// SPDX-License-Identifier: MPL-2.0
import Domain
import Exchange
import Foundation
import Testing

/// Small images, written part by part.
enum PNG {
    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
        return number(content.count) + body + number(Int(crc ^ 0xFFFF_FFFF))
    }

    static func number(_ value: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) } }

    /// A grey picture; stored blocks of deflate, so that no library is needed.
    static func bytes(width: Int, height: Int, extra: [UInt8] = []) -> [UInt8] {
        let raw = [UInt8](repeating: 0, count: height * (width + 1))
        var (a, b): (Int, Int) = (1, 0)
        for byte in raw { (a, b) = ((a + Int(byte)) % 65_521, (b + a + Int(byte)) % 65_521) }
        let count = raw.count
        let stored: [UInt8] =
            [
                0x78, 0x01, 0x01, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF),
                UInt8((~count >> 8) & 0xFF),
            ]
            + raw + number(b << 16 | a)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0]) + extra + chunk("IDAT", stored)
            + chunk("IEND", [])
    }
}

@Suite("Images of documents")
struct ImageFileTests {
    @Test func whatDoesNotDrawIsLeftBehind() throws {
        let secret = PNG.chunk("tEXt", Array("Author\0Solvej Brandstrup".utf8)) + PNG.chunk("eXIf", [1, 2, 3])
        let image = try #require(ImageFile(PNG.bytes(width: 30, height: 20, extra: secret)))
        #expect(image.format == .png && image.width == 30 && image.height == 20)
        #expect(image.bytes == PNG.bytes(width: 30, height: 20))
    }

    @Test func aPhotographLosesItsPlace() throws {
        let place: [UInt8] = [0xFF, 0xE1, 0x00, 0x08] + Array("Exif\0\0".utf8)
        let frame: [UInt8] = [0xFF, 0xC0, 0x00, 0x0B, 8, 0, 16, 0, 32, 1, 1, 0x11, 0]
        let scan: [UInt8] = [0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0x34]
        let image = try #require(ImageFile([0xFF, 0xD8] + place + frame + scan + [0xFF, 0xD9] + [1, 2, 3]))
        #expect(image.format == .jpeg && image.width == 32 && image.height == 16)
        #expect(image.bytes == [0xFF, 0xD8] + frame + scan + [0xFF, 0xD9])
    }

    /// Both orders of bytes; the maker's note beside the orientation is left behind.
    @Test(arguments: [true, false])
    func aPhotographStaysTheRightWayUp(_ isLittle: Bool) throws {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            let big = (0..<count).map { UInt8(value >> (8 * (count - 1 - $0)) & 0xFF) }
            return isLittle ? big.reversed() : big
        }
        func entry(_ tag: Int, _ kind: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            number(tag, 2) + number(kind, 2) + number(count, 4) + value + [UInt8](repeating: 0, count: 4 - value.count)
        }
        for (orientation, size) in [(6, [16, 32]), (3, [32, 16])] {
            let directory =
                number(2, 2) + entry(271, 2, 4, Array("KAM\0".utf8)) + entry(274, 3, 1, number(orientation, 2))
                + number(0, 4)
            let body =
                Array("Exif\0\0".utf8) + Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + directory
            let camera: [UInt8] = [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
            let frame: [UInt8] = [0xFF, 0xC0, 0x00, 0x0B, 8, 0, 16, 0, 32, 1, 1, 0x11, 0]
            let scan: [UInt8] = [0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]
            let image = try #require(ImageFile([0xFF, 0xD8] + camera + frame + scan))
            #expect([image.width, image.height] == size)
            #expect(!String(decoding: image.bytes, as: UTF8.self).contains("KAM"))
            #expect(image.bytes.count == 2 + 36 + frame.count + scan.count)
            // What is kept says the same when it is read again, as whoever checks the extract does.
            let again = try #require(ImageFile(image.bytes))
            #expect(again == image)
        }
        // A directory that leads nowhere says nothing.
        let broken: [UInt8] = [0xFF, 0xE1, 0, 18] + Array("Exif\0\0MM".utf8) + [0, 42, 0xFF, 0xFF, 0xFF, 0xFF, 0, 9]
        let frame: [UInt8] = [0xFF, 0xC0, 0x00, 0x0B, 8, 0, 16, 0, 32, 1, 1, 0x11, 0]
        let scan: [UInt8] = [0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]
        #expect(ImageFile([0xFF, 0xD8] + broken + frame + scan)?.bytes == [0xFF, 0xD8] + frame + scan)
    }

    @Test func whatIsNoWholeImageIsNone() {
        let good = PNG.bytes(width: 30, height: 20)
        #expect(ImageFile(Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)) == nil)
        #expect(ImageFile(Array("GIF89a".utf8)) == nil)
        #expect(ImageFile(Array(good.prefix(60))) == nil)
        #expect(ImageFile([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + PNG.chunk("IDAT", [])) == nil)
        var vast = good
        vast.replaceSubrange(16..<24, with: PNG.number(50_000) + PNG.number(50_000))
        #expect(ImageFile(vast) == nil, "as many pixels as no browser should draw")
    }

    @Test func anythingCutOffOrChangedIsReadOrRefused() {
        let good = PNG.bytes(width: 30, height: 20)
        for seed in 0..<200 as Range<UInt64> {
            var random = Seeded(seed)
            var bytes = Array(good.prefix(Int.random(in: 0...good.count, using: &random)))
            for _ in 0..<4 where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = ImageFile(bytes)
        }
    }
}
