// SPDX-License-Identifier: Apache-2.0

internal import CCurl

/// libcurl's state for the whole process.
enum CurlLibrary {
    /// Whether libcurl could be set up; done once, at first use.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
