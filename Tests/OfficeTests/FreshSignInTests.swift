// SPDX-License-Identifier: MPL-2.0

import Domain
import Testing

@testable import Office

@Suite("What demands a fresh sign-in just before")
struct FreshSignInTests {
    @Test("annulling rights, decisions and what approved minutes say does, whatever may annul the rest")
    func annulments() throws {
        let arguments = Arguments(["position": ["7"], "reason": ["Var forkert"]])
        let demanding: Set<SubjectKind> = [.person, .body, .decision, .token, .meeting]
        for kind in SubjectKind.allCases {
            var annul = try AnnulFact(arguments)
            annul.target = AnnulTarget(
                subject: Subject(kind, ID(high: 1, low: 1)), mayBeAnnulled: true, isAnnulled: false)
            #expect(Access.demandsFreshSignIn(.annulFact, annul) == demanding.contains(kind), "\(kind)")
        }
    }
}
