// SPDX-License-Identifier: MPL-2.0

#if canImport(Glibc)
    import Glibc
#endif

/// Markup with gaps: what many pages have in common, made once, and filled for each of them in one copy.
///
/// A gap is marked by a byte that no UTF-8 has, so that no text, whatever it says, can look like one; and what is filled
/// in is not looked through for gaps.
public struct Template: Sendable {
    private static let mark: UInt8 = 0xFF

    /// With its gaps. Not to be sent as it is.
    public let markup: HTML

    public init(_ markup: HTML) {
        self.markup = markup
    }

    /// What stands where a page puts something of its own. The same gap may stand in several places.
    public static func gap(_ number: UInt8) -> HTML { HTML(bytes: [mark, number]) }

    /// The markup with `filling[number]` in every gap of that number; nothing where there is none.
    public func filled(_ filling: [HTML]) -> HTML {
        markup.storage.withUnsafeBufferPointer { source in
            var size = source.count
            Template.walk(source) { _, gap in if let gap, gap < filling.count { size += filling[gap].storage.count } }
            return HTML(
                bytes: [UInt8](unsafeUninitializedCapacity: size) { target, count in
                    func put(_ bytes: UnsafeBufferPointer<UInt8>) {
                        guard let from = bytes.baseAddress, let to = target.baseAddress else { return }
                        memcpy(to + count, from, bytes.count)
                        count += bytes.count
                    }
                    Template.walk(source) { run, gap in
                        put(UnsafeBufferPointer(rebasing: run))
                        if let gap, gap < filling.count { filling[gap].storage.withUnsafeBufferPointer(put) }
                    }
                })
        }
    }

    /// Hands over each stretch without a gap, and the number of the gap after it; nil after the last.
    private static func walk(
        _ source: UnsafeBufferPointer<UInt8>, _ body: (Slice<UnsafeBufferPointer<UInt8>>, Int?) -> Void
    ) {
        var at = 0
        while at < source.count, let start = source.baseAddress {
            let rest = source.count - at
            guard let found = memchr(start + at, Int32(mark), rest) else { return body(source[at...], nil) }
            let gap = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - start
            guard gap + 1 < source.count else { return body(source[at..<gap], nil) }
            body(source[at..<gap], Int(source[gap + 1]))
            at = gap + 2
        }
    }
}
