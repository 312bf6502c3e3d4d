// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

private let page = "<html><body>Sign in to the hospital's network</body></html>"

/// What every kind makes of what was answered, one table a kind.
struct KindVerdictTests {
    @Test(arguments: [
        AnswerRow(200, "ok", .delivered(.accepted)),
        AnswerRow(200, "ok\n", .delivered(.accepted)),
        AnswerRow(200, "", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(202, "ok", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(302, "ok", .permanent(.redirected)),
        AnswerRow(400, "invalid_payload", .permanent(.contentRefused)),
        AnswerRow(400, "invalid_blocks", .permanent(.contentRefused)),
        AnswerRow(400, "no_text", .permanent(.contentRefused)),
        AnswerRow(400, "invalid_token", .permanent(.robotGone)),
        AnswerRow(400, "something else", .permanent(.badRequest)),
        AnswerRow(403, "action_prohibited", .permanent(.forbidden)),
        AnswerRow(404, "no_service", .permanent(.robotGone)),
        AnswerRow(404, "no_active_hooks", .permanent(.robotGone)),
        AnswerRow(404, "channel_not_found", .permanent(.robotGone)),
        AnswerRow(404, page, .permanent(.notFound)),
        AnswerRow(410, "channel_is_archived", .permanent(.robotGone)),
        AnswerRow(429, "rate_limited", retryAfter: 30, .retry(.rateLimited, afterSeconds: 30)),
        AnswerRow(429, "", retryAfter: -3, .retry(.rateLimited, afterSeconds: nil)),
        AnswerRow(429, "", retryAfter: 90_000, .retry(.rateLimited, afterSeconds: 3_600)),
        AnswerRow(500, "rollup_error", .retry(.serverFault, afterSeconds: nil)),
    ])
    func `Slack answers in one word`(row: AnswerRow) throws { try row.check(.slack) }

    @Test(arguments: [
        AnswerRow(202, "", .unproven(.queued)),
        AnswerRow(202, page, .unproven(.queued)),
        AnswerRow(200, "1", .delivered(.accepted)),
        AnswerRow(200, "", .delivered(.accepted)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(
            200,
            "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with "
                + "ContextId tcid=1", retryAfter: 20, .retry(.rateLimited, afterSeconds: 20)),
        AnswerRow(200, "Microsoft Teams endpoint returned HTTP error 413 with", .permanent(.contentTooLarge)),
        AnswerRow(200, "endpoint returned HTTP error 400", .permanent(.badRequest)),
        AnswerRow(200, "endpoint returned HTTP error 503", .retry(.serverFault, afterSeconds: nil)),
        AnswerRow(200, "endpoint returned HTTP error 200", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, "endpoint returned HTTP error soon", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(302, "", .permanent(.redirected)),
        AnswerRow(400, #"{"error":{"code":"TriggerInputSchemaMismatch"}}"#, .permanent(.badRequest)),
        AnswerRow(401, "", .permanent(.unauthorized)),
        AnswerRow(404, "", .permanent(.notFound)),
        AnswerRow(410, "", .permanent(.gone)),
        AnswerRow(413, "", .permanent(.contentTooLarge)),
        AnswerRow(429, "", retryAfter: 17, .retry(.rateLimited, afterSeconds: 17)),
        AnswerRow(502, "", .retry(.serverFault, afterSeconds: nil)),
    ])
    func `Teams queues, and older connectors tell errors under status 200`(row: AnswerRow) throws {
        try row.check(.teamsWorkflows)
    }

    @Test(arguments: [
        AnswerRow(202, #"{"status":"success","message":"Event processed","dedup_key":"A-7"}"#, .delivered(.accepted)),
        AnswerRow(202, #"{"status":"invalid event"}"#, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(202, "", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, #"{"status":"success"}"#, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(302, "", .permanent(.redirected)),
        AnswerRow(400, #"{"status":"invalid event","errors":["'routing_key' is incorrect"]}"#, .permanent(.badRequest)),
        AnswerRow(404, "", .permanent(.notFound)),
        AnswerRow(410, "", .permanent(.gone)),
        AnswerRow(429, "", .retry(.rateLimited, afterSeconds: nil)),
        AnswerRow(429, "", retryAfter: 60, .retry(.rateLimited, afterSeconds: 60)),
        AnswerRow(500, "", .retry(.serverFault, afterSeconds: nil)),
    ])
    func `PagerDuty accepts by 202 and a word`(row: AnswerRow) throws { try row.check(.pagerDuty) }

    @Test(arguments: [
        AnswerRow(200, #"{"code":0,"msg":"success","data":{}}"#, .delivered(.accepted)),
        AnswerRow(200, #"{"StatusCode":0,"StatusMessage":"success"}"#, .delivered(.accepted)),
        AnswerRow(200, #"{"Extra":null,"StatusCode":0,"code":19021,"msg":"x"}"#, .permanent(.signatureRefused)),
        AnswerRow(200, #"{"code":19021,"msg":"sign match fail or timestamp"}"#, .permanent(.signatureRefused)),
        AnswerRow(200, #"{"code":19022,"msg":"Ip Not Allowed"}"#, .permanent(.senderRefused)),
        AnswerRow(200, #"{"code":19024,"msg":"Key Words Not Found"}"#, .permanent(.keywordMissing)),
        AnswerRow(200, #"{"code":19001,"msg":"param invalid: token"}"#, .permanent(.robotGone)),
        AnswerRow(400, #"{"code":19001,"msg":"param invalid: token"}"#, .permanent(.robotGone)),
        AnswerRow(200, #"{"code":9499,"msg":"Bad Request"}"#, .permanent(.contentRefused)),
        AnswerRow(200, #"{"code":11232,"msg":"frequency limited"}"#, .retry(.rateLimited, afterSeconds: nil)),
        AnswerRow(
            200, #"{"code":11232,"msg":"frequency limited"}"#, retryAfter: 9, .retry(.rateLimited, afterSeconds: 9)),
        AnswerRow(200, #"{"code":77777,"msg":"new"}"#, .retry(.unknownCode(77_777), afterSeconds: nil)),
        AnswerRow(200, #"{"code":-1}"#, .retry(.unknownCode(-1), afterSeconds: nil)),
        AnswerRow(200, #"{"msg":"success"}"#, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, #"{"code":"0"}"#, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, "", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(302, #"{"code":0}"#, .permanent(.redirected)),
        AnswerRow(400, #"{"code":77777}"#, .permanent(.badRequest)),
        AnswerRow(410, "", .permanent(.gone)),
        AnswerRow(429, page, retryAfter: 5, .retry(.rateLimited, afterSeconds: 5)),
        AnswerRow(503, #"{"code":0}"#, .retry(.serverFault, afterSeconds: nil)),
    ])
    func `Feishu answers 200 with a code`(row: AnswerRow) throws { try row.check(.feishu) }

    @Test(arguments: [
        AnswerRow(200, #"{"errcode":0,"errmsg":"ok"}"#, .delivered(.accepted)),
        AnswerRow(200, #"{"errcode":-1,"errmsg":"系统繁忙"}"#, .retry(.busy, afterSeconds: nil)),
        AnswerRow(
            200, #"{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"#,
            .retry(.rateLimited, afterSeconds: 600)),
        AnswerRow(200, #"{"errcode":410100,"errmsg":"发送速度太快而限流"}"#, .retry(.rateLimited, afterSeconds: 600)),
        AnswerRow(200, #"{"errcode":130101}"#, retryAfter: 30, .retry(.rateLimited, afterSeconds: 30)),
        AnswerRow(200, #"{"errcode":300005,"errmsg":"token is not exist"}"#, .permanent(.robotGone)),
        AnswerRow(200, #"{"errcode":400101,"errmsg":"access_token不存在"}"#, .permanent(.robotGone)),
        AnswerRow(200, #"{"errcode":400102,"errmsg":"机器人已停用"}"#, .permanent(.robotGone)),
        AnswerRow(200, #"{"errcode":400013,"errmsg":"群已被解散"}"#, .permanent(.robotGone)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":"keywords not in content"}"#, .permanent(.keywordMissing)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":"description:关键词不匹配"}"#, .permanent(.keywordMissing)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":"sign not match"}"#, .permanent(.signatureRefused)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":"invalid timestamp"}"#, .permanent(.signatureRefused)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":"ip 1.2.3.4 not in whitelist"}"#, .permanent(.senderRefused)),
        AnswerRow(200, #"{"errcode":310000,"errmsg":""}"#, .permanent(.securityRefused)),
        AnswerRow(200, #"{"errcode":40035,"errmsg":"缺少参数 json"}"#, .permanent(.contentRefused)),
        AnswerRow(200, #"{"errcode":43004,"errmsg":"无效的HTTP HEADER Content-Type"}"#, .permanent(.contentRefused)),
        AnswerRow(200, #"{"errcode":999999,"errmsg":"?"}"#, .retry(.unknownCode(999_999), afterSeconds: nil)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, "", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, #"{"errcode":0"#, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, "ok", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(302, #"{"errcode":0}"#, .permanent(.redirected)),
        AnswerRow(410, "", .permanent(.gone)),
        AnswerRow(429, "", retryAfter: 5, .retry(.rateLimited, afterSeconds: 5)),
        AnswerRow(502, page, .retry(.serverFault, afterSeconds: nil)),
    ])
    func `DingTalk answers 200 with a code, and words where one code is three`(row: AnswerRow) throws {
        try row.check(.dingTalk)
    }

    @Test(arguments: [
        AnswerRow(200, #"{"errcode":0,"errmsg":"ok"}"#, .delivered(.accepted)),
        AnswerRow(200, #"{"errcode":-1,"errmsg":"system error"}"#, .retry(.busy, afterSeconds: nil)),
        AnswerRow(200, #"{"errcode":45009,"errmsg":"api freq out of limit"}"#, .retry(.rateLimited, afterSeconds: 60)),
        AnswerRow(200, #"{"errcode":45009}"#, retryAfter: 7, .retry(.rateLimited, afterSeconds: 7)),
        AnswerRow(200, #"{"errcode":93000,"errmsg":"invalid webhook url"}"#, .permanent(.robotGone)),
        AnswerRow(
            200, #"{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}"#,
            .permanent(.contentTooLarge)),
        AnswerRow(200, #"{"errcode":44004,"errmsg":"empty content"}"#, .permanent(.contentRefused)),
        AnswerRow(200, #"{"errcode":12,"errmsg":"?"}"#, .retry(.unknownCode(12), afterSeconds: nil)),
        AnswerRow(200, page, .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(200, "[]", .retry(.answerUnreadable, afterSeconds: nil)),
        AnswerRow(301, "", .permanent(.redirected)),
        AnswerRow(404, page, .permanent(.notFound)),
        AnswerRow(410, "", .permanent(.gone)),
        AnswerRow(429, "", .retry(.rateLimited, afterSeconds: nil)),
        AnswerRow(500, "", .retry(.serverFault, afterSeconds: nil)),
    ])
    func `WeCom answers 200 with a code`(row: AnswerRow) throws { try row.check(.weCom) }

    @Test(arguments: ReceiverKind.allCases)
    func `no kind takes a failure of the transport for an answer`(kind: ReceiverKind) throws {
        let receiver = try KindFixtures.receiver(kind)
        #expect(receiver.verdict(on: .failed(.timedOut)) == .retry(.transport(.timedOut), afterSeconds: nil))
        #expect(receiver.verdict(on: .failed(.refusedDestination)) == .permanent(.refusedDestination))
    }

    @Test(arguments: [
        (ReceiverKind.feishu, #"{"code":0}"#), (.dingTalk, #"{"errcode":0}"#), (.weCom, #"{"errcode":0}"#),
        (.pagerDuty, #"{"status":"success"}"#),
    ])
    func `a body that was cut off proves nothing, even if what came is whole`(kind: ReceiverKind, text: String) throws {
        let body = AnswerBody(bytes: Array(text.utf8), isCut: true)
        let outcome = DeliveryOutcome(
            ending: .answered(status: kind == .pagerDuty ? 202 : 200, retryAfterSeconds: nil, body: body),
            durationMilliseconds: 3)
        #expect(
            try KindFixtures.receiver(kind).verdict(on: outcome) == .retry(.answerUnreadable, afterSeconds: nil))
    }

    @Test func `a verdict is made of more than the ledger keeps of a body`() throws {
        let padding = String(repeating: " ", count: 5_000)
        try AnswerRow(200, padding + #"{"errcode":93000}"#, .permanent(.robotGone)).check(.weCom)
    }
}
