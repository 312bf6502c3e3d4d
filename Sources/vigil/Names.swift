// SPDX-License-Identifier: Apache-2.0

import Alerting
import Surveillance

/// Random names in Crockford's alphabet, which has no letters that are mistaken for digits over a telephone.
struct RandomNames: NameMinting {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    func mintAlertID() -> AlertID { AlertID("A-\(random(4))-\(random(4))") }

    func mintWebhookID() -> String { "msg_\(random(20))" }

    private func random(_ length: Int) -> String {
        String((0..<length).compactMap { _ in RandomNames.alphabet.randomElement() })
    }
}
