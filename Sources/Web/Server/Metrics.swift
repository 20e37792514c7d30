// SPDX-License-Identifier: MPL-2.0

import Domain
import Ledger
import Office
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Figures for operators in Prometheus' text format. They count; they name nobody.
final class Metrics: Sendable {
    private struct Key: Hashable {
        let route: String
        let status: Int
    }

    private struct Held {
        var requests: [Key: Int] = [:]
        var buckets: [Int] = Array(repeating: 0, count: Metrics.edges.count + 1)
        var seconds = 0.0
    }

    /// Upper edges in seconds.
    private static let edges = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    private let held = Mutex(Held())

    func count(_ route: String, status: Int, _ took: Duration) {
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
        let index = Metrics.edges.firstIndex { seconds <= $0 } ?? Metrics.edges.count
        held.withLock { held in
            held.requests[Key(route: route, status: status), default: 0] += 1
            held.buckets[index] += 1
            held.seconds += seconds
        }
    }

    func text(_ installation: Installation) -> String {
        let held = held.withLock { $0 }
        var lines = [
            "# HELP vaern_requests_total Requests by route and status.", "# TYPE vaern_requests_total counter",
        ]
        for (key, count) in held.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
        {
            lines.append("vaern_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)")
        }
        lines += [
            "# HELP vaern_request_seconds How long requests took.", "# TYPE vaern_request_seconds histogram",
        ]
        var sum = 0
        for (index, count) in held.buckets.enumerated() {
            sum += count
            let edge = index < Metrics.edges.count ? "\(Metrics.edges[index])" : "+Inf"
            lines.append("vaern_request_seconds_bucket{le=\"\(edge)\"} \(sum)")
        }
        lines += ["vaern_request_seconds_sum \(held.seconds)", "vaern_request_seconds_count \(sum)"]
        let rooms = installation.rooms
        func gauge(_ name: String, _ help: String, _ values: [(String, Int)]) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
            lines += values.map { "\(name)\($0.0) \($0.1)" }
        }
        func each(_ value: (House) -> Int) -> [(String, Int)] {
            rooms.map { ("{organisation=\"\($0.house.id)\"}", value($0.house)) }
        }
        let today = installation.clock.today
        gauge("vaern_houses", "Organisations served.", [("", rooms.count)])
        gauge("vaern_facts", "Facts in the ledger.", each { $0.state.book.head })
        gauge("vaern_alarms", "1 when nothing can be written.", each { $0.alarm == nil ? 0 : 1 })
        gauge(
            "vaern_duties", "Standing duties.",
            each { house in
                house.state.register.duties.counts.values.reduce(0) { $0 + $1.total(on: today) - $1.done(on: today) }
            })
        gauge(
            "vaern_duties_overdue", "Overdue duties.",
            each { house in
                house.state.register.duties.counts.values.reduce(0) { $0 + $1.overdue(on: today) }
            })
        gauge("vaern_resident_bytes", "Resident memory.", [("", Metrics.resident)])
        return lines.joined(separator: "\n") + "\n"
    }

    /// Resident memory of the process in bytes, as the kernel says it; 0 where it does not.
    private static var resident: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 128)
        guard fgets(&buffer, 128, file) != nil else { return 0 }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
