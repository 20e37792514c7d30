// SPDX-License-Identifier: MPL-2.0

import CQREncode
import HTML

/// A text as a QR code, drawn as one path.
enum QRCode {
    /// Four light modules around it, as ISO/IEC 18004 demands. Dark on light in both colour schemes: not all cameras read it
    /// the other way.
    static func svg(_ text: String, label: String) -> HTML? {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, code.pointee.data[row * width + column] & 1 == 1 { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        let side = width + 8
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" width="220" height="220" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"></rect>\
            <path d="\(path)" fill="#000"></path></svg>
            """
    }
}
