// SPDX-License-Identifier: Apache-2.0

import Channels
import Settings

/// What became of a test message: what was answered, what it means and what to do next.
struct ReceiverTrial: Encodable {
    var receiver: String
    var kind: String
    /// The HTTP status; nil when no whole answer came.
    var status: Int?
    var durationMilliseconds: Int
    /// `delivered`, `unproven`, `retry` or `permanent`.
    var verdict: String
    /// The verdict's name in the ledger.
    var reason: String
    /// How long the receiver asked to be left alone.
    var retryAfterSeconds: Int?
    /// The start of the answer, as far as it may be shown.
    var answer: String
    var next: String

    init(_ settings: ReceiverSettings, _ outcome: DeliveryOutcome, _ judged: Verdict) {
        receiver = settings.name
        kind = settings.kind.rawValue
        durationMilliseconds = outcome.durationMilliseconds
        answer = ""
        if case .answered(let status, _, let body) = outcome.ending {
            self.status = status
            answer = settings.withoutToken(body.start)
        }
        reason = judged.reason
        switch judged {
        case .delivered: verdict = "delivered"
        case .unproven: verdict = "unproven"
        case .retry(_, let seconds): (verdict, retryAfterSeconds) = ("retry", seconds)
        case .permanent: verdict = "permanent"
        }
        next = judged.nextForOperator
    }

    /// Whether the daemon would count the message as delivered.
    var isTaken: Bool { verdict == "delivered" || verdict == "unproven" }

    /// One line a fact.
    var text: String {
        let said = status.map { "HTTP \($0)" } ?? "no answer"
        let wait = retryAfterSeconds.map { ", wants \($0) s of quiet" } ?? ""
        let lines = [
            "\(receiver) (\(kind)): \(said) after \(durationMilliseconds) ms",
            "verdict: \(verdict), \(reason)\(wait)",
            answer.isEmpty ? "" : "answer: \(answer)",
            "next: \(next)",
        ]
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension ReceiverSettings {
    /// A stranger's text without the parts of the address that are long enough to be its token.
    fileprivate func withoutToken(_ text: String) -> String {
        url.split { "/?&=".contains($0) }.filter { $0.count >= 12 }.reduce(text) { $0.replacing($1, with: "…") }
    }
}

extension Verdict {
    /// What an operator does after a test message.
    fileprivate var nextForOperator: String {
        switch self {
        case .delivered: "look at the receiver whether the message is there"
        case .unproven: "look into the channel: the receiver queued the message and proves no more"
        case .retry(let reason, _): reason.nextForOperator
        case .permanent(let reason): reason.nextForOperator
        }
    }
}

extension Verdict.RetryReason {
    fileprivate var nextForOperator: String {
        switch self {
        case .rateLimited, .busy: "wait, then test again; the daemon would by itself"
        case .requestTimeout, .tooEarly, .serverFault, .statusOutOfRange:
            "test again later; if it stays, see the receiver's own log or status page"
        case .answerUnreadable: "a proxy or a sign-in page answered in its place: let this host through to the receiver"
        case .unknownCode(let code): "look up the number \(code) in the vendor's documentation"
        case .transport(.tls): "check the receiver's certificate, and the time of both machines"
        case .transport(.couldNotResolve): "check the host name in the address, and this machine's name service"
        case .transport(.couldNotConnect): "check that the receiver runs, and the firewall between"
        case .transport: "test again; the message may have arrived all the same"
        }
    }
}

extension Verdict.PermanentReason {
    fileprivate var nextForOperator: String {
        switch self {
        case .robotGone, .gone, .notFound: "make a new robot or address at the vendor and put it into the file"
        case .signatureRefused, .unauthorized: "compare the secret with the vendor's, and check this machine's clock"
        case .keywordMissing: "set the robot's keyword to vigil, or use its signature check"
        case .senderRefused: "add this machine's address to those that the robot takes"
        case .securityRefused: "check the robot's keyword, signature and address settings"
        case .contentRefused, .badRequest, .unprocessableContent, .unsupportedMediaType, .contentTooLarge:
            "check that `kind:` is that of the address, and the routing key where there is one"
        case .redirected: "put the address it moved to into the configuration; redirects are not followed"
        case .refusedDestination: "use an https address without a user name, or `allow_http: true` in one's own network"
        case .forbidden, .methodNotAllowed, .otherRefusal: "check the address and its permissions at the receiver"
        }
    }
}
