// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Channels

/// libcurl's error numbers in the daemon's terms.
enum CurlFailure {
    /// What the number means; numbers that call for no answer of their own keep their number.
    static func failure(of code: CURLcode) -> TransportFailure {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .couldNotResolve
        case CURLE_COULDNT_CONNECT: .couldNotConnect
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_SEND_ERROR, CURLE_SEND_FAIL_REWIND: .sendFailed
        // An answer that is not HTTP is reported as an unsupported protocol (HTTP/0.9); schemes are checked earlier.
        case CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY,
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            .receiveFailed
        case CURLE_FILESIZE_EXCEEDED, tooLarge: .tooLarge
        case CURLE_URL_MALFORMAT: .refusedDestination
        default: .other(code: Int(code.rawValue))
        }
    }

    /// CURLE_TOO_LARGE, which libcurl has only since 8.6.
    private static let tooLarge = CURLcode(rawValue: 100)
}
