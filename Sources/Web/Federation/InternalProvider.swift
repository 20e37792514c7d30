// SPDX-License-Identifier: MPL-2.0

import Domain
import Exchange
import Ledger
import Office

extension Installation {
    /// A sign-in system on an address inside is set up by whoever runs the machine, or where that one allowed it at the start.
    /// What a name stands for is looked at each time that it is asked (`CurlCaller`).
    func guardProvider(_ kind: CommandKind, _ arguments: Arguments, _ actor: Actor) throws(Refusal) {
        guard kind == .setSignInProvider, !settings.allowsInternalProvider,
            let issuer = arguments.texts["issuer"]?.first.flatMap({ WebAddress($0) }),
            InternalAddress.isInside(host: issuer.host)
        else { return }
        if case .operator = actor { return }
        throw .invalid(
            "issuer",
            da:
                "Adressen er på serveren selv eller i et internt net. Brug login-systemets offentlige adresse, eller bed dem, der driver Værn, om at tillade interne adresser (»vaern serve --allow-internal-provider«).",
            en:
                "The address is on the server itself or in an internal network. Use the public address of the sign-in system, or ask those who run Værn to allow internal addresses (“vaern serve --allow-internal-provider”)."
        )
    }
}
