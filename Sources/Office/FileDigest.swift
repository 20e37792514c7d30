// SPDX-License-Identifier: MPL-2.0

import Ledger

/// What a file is known by in a text that stands apart from it.
public enum FileDigest {
    /// SHA-256 (FIPS 180-4) as 64 small hexadecimal digits.
    public static func sha256(_ bytes: [UInt8]) -> String { Digest.sha256(bytes).hex }
}
