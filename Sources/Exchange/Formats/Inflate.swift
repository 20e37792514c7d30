// SPDX-License-Identifier: MPL-2.0
import CZlib

extension ZipDirectory {
    /// The content of one entry; nil if there is none, if it is damaged, or if it is larger than `most` bytes when
    /// unpacked, whatever the archive says.
    func content(_ name: String, of archive: [UInt8], most: Int) -> [UInt8]? {
        guard let entry = entries.first(where: { $0.name == name }), entry.size <= most, entry.offset >= 0,
            entry.offset + 30 <= archive.count
        else { return nil }
        func number(_ at: Int) -> Int { Int(archive[at]) | Int(archive[at + 1]) << 8 }
        let start = entry.offset + 30 + number(entry.offset + 26) + number(entry.offset + 28)
        guard start + entry.packedSize <= archive.count else { return nil }
        let packed = archive[start..<start + entry.packedSize]
        switch entry.method {
        case 0: return Array(packed)
        case 8: return Self.inflated(Array(packed), size: entry.size)
        case _: return nil
        }
    }

    /// Raw deflate (RFC 1951) into exactly the size that was promised: a byte more is a damaged or hostile archive.
    private static func inflated(_ packed: [UInt8], size: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var (input, output) = (packed, [UInt8](repeating: 0, count: size + 1))
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, Int(stream.total_out) == size else { return nil }
        output.removeLast()
        return output
    }
}
