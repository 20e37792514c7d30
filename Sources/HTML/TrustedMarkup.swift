// SPDX-License-Identifier: MPL-2.0

/// Markup that was made from a run-time text. It is the only door for such markup, and only a renderer that escapes all
/// text itself and writes a fixed set of elements without attributes from the text may open it; a test lists the files
/// that do.
public struct TrustedMarkup: Sendable {
    let bytes: [UInt8]

    /// - Parameter rendered: The renderer's output, well-formed in itself.
    public init(rendered: [UInt8]) {
        bytes = rendered
    }
}
