// SPDX-License-Identifier: MPL-2.0

public import CFiles

extension vaern_file {
    /// What is in the file. A copy: what is asked for often is kept by whoever asks.
    public var content: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: Int(count))) }
}
