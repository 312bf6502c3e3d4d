// SPDX-License-Identifier: Apache-2.0

internal import CCurl

/// Header fields in the form libcurl takes.
enum CurlHeaders {
    /// The fields as libcurl's list, which the caller frees, or nil when one of them could break the request apart.
    ///
    /// `Expect` is taken out: libcurl would ask leave to send larger bodies and then wait a second for receivers that
    /// do
    /// not know the question.
    static func list(_ fields: [(name: String, value: String)]) -> UnsafeMutablePointer<curl_slist>? {
        guard fields.allSatisfy({ isSound($0.name, $0.value) }) else { return nil }
        // A field without a value is written with a semicolon; with a colon libcurl would leave it out.
        let lines = ["Expect:"] + fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        return list
    }

    private static func isSound(_ name: String, _ value: String) -> Bool {
        let isNameSound = name.utf8.allSatisfy { (0x21...0x7E).contains($0) && !":;".utf8.contains($0) }
        let isValueSound = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return !name.isEmpty && isNameSound && isValueSound
    }
}
