// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Channels

/// One of libcurl's easy handles and what it is working on; used again for one request after another.
final class CurlTransfer {
    let handle: UnsafeMutableRawPointer
    private let answer: UnsafeMutablePointer<ccurl_answer>
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var current: (consignment: Consignment, host: String)?

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        answer = .allocate(capacity: 1)
        answer.initialize(to: ccurl_answer())
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
        ccurl_empty(answer)
        answer.deallocate()
    }

    /// Whether the caller has given up on the request under way.
    var isAbandoned: Bool { current?.consignment.batch.isCancelled ?? false }

    /// How long the exchange has taken so far.
    var durationMilliseconds: Int { Int(ccurl_duration_microseconds(handle) / 1_000) }

    /// Makes the handle ready to send a request; returns why it cannot be, if so.
    func load(_ consignment: Consignment, host: String, limits: CourierLimits) -> TransportFailure? {
        precondition(current == nil, "a handle sends one request at a time")
        // Everything is set anew for each request: no option and no header of the one before can leak into it.
        curl_easy_reset(handle)
        current = (consignment, host)
        let request = consignment.request
        guard let headers = CurlHeaders.list(request.headers) else {
            return .other(code: Int(CURLE_BAD_FUNCTION_ARGUMENT.rawValue))
        }
        self.headers = headers
        let codes = [
            ccurl_set_string(handle, CURLOPT_URL, request.url),
            ccurl_set_string(handle, CURLOPT_PROTOCOLS_STR, request.allowsHTTP ? "https,http" : "https"),
            ccurl_set_string(handle, CURLOPT_PROXY, ""),
            ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
            ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            ccurl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeoutMilliseconds),
            ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, request.totalTimeoutMilliseconds),
            ccurl_set_long(handle, CURLOPT_MAXLIFETIME_CONN, limits.connectionAgeSecondsMax),
            ccurl_set_long(handle, CURLOPT_POST, 1),
            ccurl_set_headers(handle, headers),
            request.body.withUnsafeBytes { ccurl_set_body(handle, $0.baseAddress, $0.count) },
            ccurl_receive_into(handle, answer, limits.answerBytesMax),
        ]
        guard let defect = codes.first(where: { $0 != CURLE_OK }) else { return nil }
        return CurlFailure.failure(of: defect)
    }

    /// Gives back the request and its host, and frees what was made for it.
    @discardableResult
    func unload() -> (consignment: Consignment, host: String)? {
        defer { current = nil }
        ccurl_set_headers(handle, nil)
        curl_slist_free_all(headers)
        headers = nil
        ccurl_empty(answer)
        return current
    }

    /// What libcurl's result means, read before the handle is used again.
    func outcome(of result: CURLcode) -> DeliveryOutcome {
        // A body over the limit is cut by ourselves: the status had come before it.
        let isBodyCut = result == CURLE_WRITE_ERROR && answer.pointee.is_body_cut
        guard result == CURLE_OK || isBodyCut else {
            return .failed(CurlFailure.failure(of: result), durationMilliseconds: durationMilliseconds)
        }
        guard answer.pointee.is_header_whole else {
            return .failed(.receiveFailed, durationMilliseconds: durationMilliseconds)
        }
        let retryAfter = Int(ccurl_retry_after_seconds(handle))
        let body = AnswerBody(
            bytes: Array(UnsafeBufferPointer(start: answer.pointee.body, count: answer.pointee.body_count)),
            isCut: isBodyCut)
        let ending = DeliveryOutcome.Ending.answered(
            status: ccurl_status(handle), retryAfterSeconds: retryAfter > 0 ? retryAfter : nil, body: body)
        return DeliveryOutcome(ending: ending, durationMilliseconds: durationMilliseconds)
    }
}
