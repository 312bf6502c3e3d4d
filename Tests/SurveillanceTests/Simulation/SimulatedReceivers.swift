// SPDX-License-Identifier: Apache-2.0

import Channels
import Storage
import Synchronization
import Trial

/// Receivers that are down for hours, refuse, answer too late, and now and then simply take what they are sent.
final class SimulatedReceivers: Courier {
    private let misfortune: Misfortune
    private let auditor: Auditor
    private let down = Mutex<Set<String>>([])

    init(misfortune: Misfortune, auditor: Auditor) {
        self.misfortune = misfortune
        self.auditor = auditor
    }

    /// Breaks or mends the receiver at an address.
    func set(_ url: String, isDown: Bool) {
        down.withLock { down in
            if isDown { down.insert(url) } else { down.remove(url) }
        }
    }

    /// Mends them all.
    func recover() { down.withLock { $0 = [] } }

    func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
        requests.map { request in
            if down.withLock({ $0.contains(request.url) }) { return .failed(.couldNotConnect) }
            guard misfortune.happens(300) else {
                take(request)
                return answered(204)
            }
            switch misfortune.draw(4) {
            case 0: return answered(503)
            case 1: return answered(410)
            case 2: return .failed(.couldNotConnect)
            default:
                take(request)
                return .failed(.timedOut)
            }
        }
    }

    private func take(_ request: OutgoingRequest) {
        auditor.arrives(
            id: request.header("webhook-id") ?? "", at: request.url, body: String(decoding: request.body, as: UTF8.self)
        )
    }

    private func answered(_ status: Int) -> DeliveryOutcome {
        DeliveryOutcome(
            ending: .answered(status: status, retryAfterSeconds: nil, body: ""), durationMilliseconds: 3)
    }
}
