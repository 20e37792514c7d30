// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

/// A certificate as an Open Badge that its holder keeps and shows to whom she likes. The public page that tells whether it
/// is still valid is its identity, so there are badges only where there are public pages.
enum CertificateBadge {
    /// To the holder alone: a badge says the whole name. Of what was completed elsewhere, that place gives the badge; and of
    /// what a package reported there is none, since nobody here weighed it.
    static func isOffered(_ certificate: Course.Certificate, _ sight: Sight) -> Bool {
        certificate.person == sight.person && !certificate.isRevoked && certificate.version != nil
            && certificate.report == nil && !sight.isPast && sight.organisation.published(on: sight.today) != nil
    }

    /// - Parameter home: the installation's own address, where the organisation has no host name.
    static func token(
        _ course: ID<Course>, _ id: ID<Course.Certificate>, home: String, in context: Context
    ) throws -> String {
        let sight = context.sight
        let (certificate, _, until) = try sight.certificate(id, of: course)
        let (_, _, document) = try sight.course(course)
        guard isOffered(certificate, sight), let key = sight.house.badgeKey,
            let module = sight.module(of: certificate, document),
            let name = sight.name(certificate.person, on: certificate.shows(on: sight.day))
        else { throw Refusal.unknown }
        let host = sight.organisation.published(on: sight.today)?.host.flatMap { sight.text($0) }
        let base = host.map { "https://\($0)" } ?? home
        func address(_ page: PublicRoute.Page) -> String {
            base + PublicRoute(organisation: sight.house.id, page).path
        }
        let badge = OpenBadge(
            id: address(.certificate(course, id)),
            issuer: .init(id: address(.list), name: sight.house.fullName), recipient: .name(name),
            achievement: .init(module, at: address(.list)), validFrom: Copenhagen.start(of: certificate.day),
            // The last second of the last day.
            validUntil: until.map { Copenhagen.start(of: $0 + 1) + -1 },
            percent: certificate.right.flatMap { right in certificate.of.map { right * 100 / max($0, 1) } })
        return try badge.token(keyID: "\(address(.keys))#\(key.name)", sign: key.sign)
    }
}

extension Site {
    func certificateBadge(
        _ course: ID<Course>, _ id: ID<Course.Certificate>, _ visit: inout Visit
    ) async throws -> Answer {
        guard visit.session != nil else { return toSignIn(visit) }
        let context = try await dated(&visit)
        let token = try CertificateBadge.token(course, id, home: installation.baseURL, in: context)
        let label = try context.sight.certificate(id, of: course).certificate.label
        return Answer(
            200, type: "application/vc+jwt", Array(token.utf8),
            headers: [("content-disposition", Headers.attachment("\(label).jwt"))])
    }
}
