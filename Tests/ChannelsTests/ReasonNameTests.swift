// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct ReasonNameTests {
    @Test func `no two reasons share a name in the ledger`() {
        let failures: [TransportFailure] = [
            .couldNotResolve, .couldNotConnect, .timedOut, .tls, .sendFailed, .receiveFailed, .tooLarge, .cancelled,
            .other(code: 7),
        ]
        let retries: [Verdict.RetryReason] =
            [
                .requestTimeout, .tooEarly, .rateLimited, .serverFault, .statusOutOfRange, .busy, .answerUnreadable,
                .unknownCode(7), .unknownCode(-7),
            ]
            + failures.map { .transport($0) }
        let verdicts =
            retries.map { Verdict.retry($0, afterSeconds: nil) }
            + Verdict.PermanentReason.allCases.map { .permanent($0) }
            + Verdict.DeliveredReason.allCases.map { .delivered($0) }
            + Verdict.UnprovenReason.allCases.map { .unproven($0) }
        let names = verdicts.map(\.reason)
        #expect(Set(names).count == names.count)
    }
}
