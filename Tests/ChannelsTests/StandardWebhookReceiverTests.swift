// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct StandardWebhookReceiverTests {
    @Test func `a request carries id, time, signature, content type and agent`() throws {
        let receiver = try receiver()
        let message = WebhookMessage(
            id: try #require(WebhookID(SignatureFixtures.specificationID)),
            body: Array(SignatureFixtures.specificationBody.utf8))
        let request = receiver.request(for: message, now: SignatureFixtures.specificationTimestamp)

        #expect(request.url == "https://receiver.example/hook")
        #expect(request.body == message.body)
        #expect(!request.allowsHTTP)
        #expect(request.header("Webhook-Id") == SignatureFixtures.specificationID)
        #expect(request.header("webhook-timestamp") == String(SignatureFixtures.specificationTimestamp))
        #expect(request.header("webhook-signature") == SignatureFixtures.specificationSignature)
        #expect(request.header("content-type") == "application/json")
        #expect(request.header("user-agent") == "vigil/1.2.3")
        #expect(request.header("authorization") == nil)
    }

    @Test func `a repeated attempt keeps id and body and is signed anew`() throws {
        let receiver = try receiver()
        let message = WebhookMessage(id: try #require(WebhookID("msg_1")), body: Array("{}".utf8))
        let first = receiver.request(for: message, now: 1_000)
        let second = receiver.request(for: message, now: 1_005)
        #expect(first.body == second.body)
        #expect(first.header("webhook-id") == second.header("webhook-id"))
        #expect(first.header("webhook-timestamp") != second.header("webhook-timestamp"))
        #expect(first.header("webhook-signature") != second.header("webhook-signature"))
    }

    @Test func `a request's description tells neither address nor body`() throws {
        let message = WebhookMessage(id: try #require(WebhookID("msg_1")), body: Array("{\"grade\":4}".utf8))
        let request = try receiver().request(for: message, now: 1_000)
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", dumped] {
            #expect(!text.contains("receiver.example"))
            #expect(!text.contains("grade"))
        }
    }

    @Test(arguments: [
        (200, Verdict.delivered(.accepted)),
        (202, .delivered(.accepted)),
        (204, .delivered(.accepted)),
        (299, .delivered(.accepted)),
        (300, .permanent(.redirected)),
        (302, .permanent(.redirected)),
        (307, .permanent(.redirected)),
        (399, .permanent(.redirected)),
        (400, .permanent(.badRequest)),
        (401, .permanent(.unauthorized)),
        (402, .permanent(.otherRefusal)),
        (403, .permanent(.forbidden)),
        (404, .permanent(.notFound)),
        (405, .permanent(.methodNotAllowed)),
        (408, .retry(.requestTimeout, afterSeconds: nil)),
        (409, .permanent(.otherRefusal)),
        (410, .permanent(.gone)),
        (413, .permanent(.contentTooLarge)),
        (415, .permanent(.unsupportedMediaType)),
        (422, .permanent(.unprocessableContent)),
        (425, .retry(.tooEarly, afterSeconds: nil)),
        (429, .retry(.rateLimited, afterSeconds: nil)),
        (499, .permanent(.otherRefusal)),
        (500, .retry(.serverFault, afterSeconds: nil)),
        (503, .retry(.serverFault, afterSeconds: nil)),
        (599, .retry(.serverFault, afterSeconds: nil)),
        (0, .retry(.statusOutOfRange, afterSeconds: nil)),
        (199, .retry(.statusOutOfRange, afterSeconds: nil)),
        (600, .retry(.statusOutOfRange, afterSeconds: nil)),
    ])
    func `a status has its verdict`(status: Int, expected: Verdict) throws {
        #expect(try verdict(.answered(status: status, retryAfterSeconds: nil, body: "")) == expected)
    }

    @Test(arguments: [(0, 1), (1, 1), (120, 120), (3_600, 3_600), (3_601, 3_600), (Int.max, 3_600)])
    func `Retry-After is held within an hour`(sent: Int, honoured: Int) throws {
        for (status, reason) in [(429, Verdict.RetryReason.rateLimited), (503, .serverFault)] {
            #expect(
                try verdict(.answered(status: status, retryAfterSeconds: sent, body: ""))
                    == .retry(reason, afterSeconds: honoured))
        }
    }

    @Test(arguments: [-1, -86_400, Int.min])
    func `a negative Retry-After is none`(sent: Int) throws {
        #expect(
            try verdict(.answered(status: 429, retryAfterSeconds: sent, body: ""))
                == .retry(.rateLimited, afterSeconds: nil))
    }

    @Test func `Retry-After does not soften a permanent refusal`() throws {
        #expect(
            try verdict(.answered(status: 404, retryAfterSeconds: 60, body: "")) == .permanent(.notFound))
    }

    @Test(arguments: [
        TransportFailure.couldNotResolve, .couldNotConnect, .timedOut, .tls, .sendFailed, .receiveFailed, .tooLarge,
        .cancelled, .other(code: 16),
    ])
    func `a transport failure is worth repeating and keeps its name`(failure: TransportFailure) throws {
        let verdict = try verdict(.failed(failure))
        #expect(verdict == .retry(.transport(failure), afterSeconds: nil))
        #expect(verdict.reason == failure.name)
    }

    @Test func `a refused destination is permanent`() throws {
        #expect(try verdict(.failed(.refusedDestination)) == .permanent(.refusedDestination))
    }

    private func receiver() throws -> StandardWebhookReceiver {
        StandardWebhookReceiver(
            url: "https://receiver.example/hook", secrets: [try WebhookSecret(SignatureFixtures.secret)],
            allowsHTTP: false, softwareVersion: "1.2.3")
    }

    private func verdict(_ ending: DeliveryOutcome.Ending) throws -> Verdict {
        try receiver().verdict(on: DeliveryOutcome(ending: ending, durationMilliseconds: 3))
    }
}
