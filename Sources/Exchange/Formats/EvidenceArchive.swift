// SPDX-License-Identifier: MPL-2.0

public import Domain

/// Looks into a file of evidence that is a ZIP archive, as office files are. Nothing is unpacked: Værn never opens evidence,
/// it hands the file out as it came.
public enum EvidenceArchive {
    /// What its directory says; nil for a file that is no archive, or whose directory cannot be read.
    public static func parts(of bytes: [UInt8]) -> EvidenceFile.Parts? {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), let directory = ZipDirectory(bytes) else { return nil }
        // A directory can say less than is there; no part is larger than deflate can make it (1,032 times).
        let unpacked = directory.entries.reduce(0) { $0 + max($1.size, min($1.packedSize, bytes.count)) }
        return EvidenceFile.Parts(
            names: directory.entries.map { $0.name.filter { !$0.isNewline } }, unpacked: unpacked,
            isEncrypted: directory.entries.contains(where: \.isEncrypted))
    }
}
