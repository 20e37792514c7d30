// SPDX-License-Identifier: MPL-2.0

import Domain
import Hummingbird
import Ledger
import Logging
import NIOCore
import Office

#if canImport(Glibc)
    import Glibc
#endif

/// What a request brings besides itself: the connection it came on.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Turns requests of the network into questions to the site.
struct NetworkResponder: HTTPResponder {
    typealias Context = Connection

    let site: Site
    let isSocket: Bool
    /// On the packages' listener: it answers, and the site does not.
    var packages: PackageDoor?

    func respond(to request: Request, context: Connection) async throws -> Response {
        var way = Ask.Way.network
        if isSocket {
            guard let user = await user(context.channel) else { return Response(status: .forbidden) }
            way = .socket(user: user)
        }
        let intake = Intake(request.body)
        let ask = ask(request, context, way, intake)
        let answer = if let packages { await packages.answer(ask) } else { await site.answer(ask) }
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPFields.Element.Name(name) else { continue }
            headers.append(.init(name: name, value: value))
        }
        if let patience = patience(answer, ask, intake) {
            headers[.connection] = "close"
            // What is still on its way is read on and dropped behind the answer, so that a browser gets to see it
            // instead of a broken connection; but not for ever.
            context.channel.eventLoop.scheduleTask(in: patience) { [channel = context.channel] in
                channel.close(promise: nil)
            }
        }
        let body =
            ask.method == "HEAD" || answer.body.isEmpty
            ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        return Response(status: .init(code: answer.status), headers: headers, body: body)
    }

    /// How long a connection still lives whose request was answered before all of it was read; nil: it is kept.
    private func patience(_ answer: Answer, _ ask: Ask, _ intake: Intake<RequestBody>) -> TimeAmount? {
        if answer.status == 408 { return .seconds(2) }
        let rest = ask.length ?? (ask.header("transfer-encoding") == nil ? 0 : .max)
        return rest > Site.bodyLimit && !intake.isWhole ? .seconds(60) : nil
    }

    private func ask(_ request: Request, _ context: Connection, _ way: Ask.Way, _ intake: Intake<RequestBody>) -> Ask {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            // Cookies may come in several fields; what else stands twice is joined as HTTP says.
            headers[name] = headers[name].map { $0 + (name == "cookie" ? "; " : ", ") + field.value } ?? field.value
        }
        // The first Host line is the authority; one that is left among the headers is a second one.
        if let authority = request.head.authority {
            headers["host"] = headers["host"].map { authority + ", " + $0 } ?? authority
        }
        let target = request.head.path ?? "/"
        let cut = target.utf8.firstIndex(of: 0x3F) ?? target.endIndex
        let settings = site.installation.settings
        var client = context.channel.remoteAddress?.ipAddress ?? (isSocket ? "socket" : "unknown")
        var isSecure = settings.certificate != nil || settings.publicAddress?.hasPrefix("https://") == true
        if settings.trustedProxies.contains(client) {
            if let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last {
                client = String(forwarded.filter { $0 != " " }.prefix(64))
            }
            if let scheme = headers["x-forwarded-proto"] { isSecure = scheme == "https" }
        }
        return Ask(
            id: site.installation.mint.tag(), method: request.method.rawValue,
            rawPath: String(target[..<cut]),
            rawQuery: cut < target.endIndex ? String(target[target.index(after: cut)...]) : "",
            headers: headers, client: client, isSecure: isSecure, way: way,
            length: headers["content-length"].flatMap { Int($0) }
        ) { limit in
            try await intake.read(atMost: limit)
        }
    }

    /// The user at the other end of the socket, if it is root or the server's own.
    private func user(_ channel: any Channel) async -> String? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let peer: EventLoopFuture<Peer> = provider.unsafeGetSocketOption(
            level: .init(rawValue: CInt(SOL_SOCKET)), name: .init(rawValue: CInt(SO_PEERCRED)))
        guard let peer = try? await peer.get(), peer.user == 0 || peer.user == getuid() else { return nil }
        guard let entry = getpwuid(peer.user), let name = entry.pointee.pw_name else { return "uid-\(peer.user)" }
        return String(cString: name)
    }

    /// What the kernel says of the other end (`struct ucred`, unix(7)).
    private struct Peer: Sendable {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
    }
}

/// The figures, on a listener of their own.
struct MetricsResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let site: Site

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.head.path == "/metrics" else { return Response(status: .notFound) }
        let text = site.metrics.text(site.installation)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
