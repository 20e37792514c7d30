// SPDX-License-Identifier: MPL-2.0

/// What a file of a package is, by how its name ends. The list is ours: what the package or the file itself says counts for
/// nothing, and what is not on it is never handed out.
public enum PackageFile: Hashable, Sendable {
    /// Can hold others and scripts.
    case page(String)
    case script, style, data(String), image(String), sound(String), film(String), font(String), paper

    /// By the name of a file; nil if such files are not handed out.
    public init?(_ path: String) {
        guard let found = Self.known[Self.ending(path)] else { return nil }
        self = found
    }

    /// Without a character set where it is text: a package of ten years ago says its own in the page, and that would be
    /// overruled.
    public var mediaType: String {
        switch self {
        case .script: "text/javascript"
        case .style: "text/css"
        case .paper: "application/pdf"
        case .page(let type), .data(let type), .image(let type), .sound(let type), .film(let type), .font(let type):
            type
        }
    }

    /// Whether a system would run such a file: a package of e-learning has none, whatever it is called.
    public static func isProgram(_ path: String) -> Bool { programs.contains(ending(path)) }

    private static func ending(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    private static let known: [String: PackageFile] = [
        "html": .page("text/html"), "htm": .page("text/html"), "xhtml": .page("application/xhtml+xml"),
        "js": .script, "mjs": .script, "css": .style,
        "json": .data("application/json"), "xml": .data("application/xml"), "xsd": .data("application/xml"),
        "dtd": .data("application/xml-dtd"), "txt": .data("text/plain"), "csv": .data("text/csv"),
        "vtt": .data("text/vtt"), "srt": .data("text/plain"), "properties": .data("text/plain"),
        "png": .image("image/png"), "jpg": .image("image/jpeg"), "jpeg": .image("image/jpeg"),
        "gif": .image("image/gif"), "webp": .image("image/webp"), "avif": .image("image/avif"),
        "svg": .image("image/svg+xml"), "bmp": .image("image/bmp"), "ico": .image("image/x-icon"),
        "mp3": .sound("audio/mpeg"), "m4a": .sound("audio/mp4"), "ogg": .sound("audio/ogg"),
        "oga": .sound("audio/ogg"), "wav": .sound("audio/wav"), "aac": .sound("audio/aac"),
        "mp4": .film("video/mp4"), "m4v": .film("video/mp4"), "webm": .film("video/webm"), "ogv": .film("video/ogg"),
        "woff": .font("font/woff"), "woff2": .font("font/woff2"), "ttf": .font("font/ttf"), "otf": .font("font/otf"),
        "eot": .font("application/vnd.ms-fontobject"), "pdf": .paper,
    ]

    /// What Windows, macOS, Unix and web servers start when it is opened or asked for.
    private static let programs: Set<String> = [
        "exe", "com", "scr", "pif", "msi", "msp", "msix", "appx", "dll", "sys", "cpl", "ocx", "bat", "cmd", "ps1",
        "psm1",
        "vbs", "vbe", "wsf", "wsh", "jse", "hta", "lnk", "url", "reg", "inf", "jar", "class", "jnlp", "apk", "ipa",
        "app",
        "dmg", "pkg", "command", "sh", "bash", "csh", "zsh", "so", "dylib", "deb", "rpm", "run", "py", "pyc", "rb",
        "pl",
        "cgi", "php", "phtml", "asp", "aspx", "ashx", "jsp", "cfm", "docm", "xlsm", "pptm", "xll", "chm", "iso", "img",
        "vhd",
    ]
}
