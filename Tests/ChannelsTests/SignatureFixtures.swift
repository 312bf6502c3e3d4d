// SPDX-License-Identifier: Apache-2.0

/// Signed messages with known signatures.
///
/// The first is the specification's own example, printed in its JavaScript library's tests. The second was made for
/// this project with an independent implementation; its body holds Chinese, three bytes a character.
enum SignatureFixtures {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let secondSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    static let specificationID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    static let specificationTimestamp: Int64 = 1_614_265_330
    static let specificationBody = #"{"test": 2432232314}"#
    static let specificationSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    static let chineseID = "msg_01JD9ZK3V7T8"
    static let chineseTimestamp: Int64 = 1_795_336_200
    static let chineseBody =
        #"{"type":"vigil.alert.firing","timestamp":"2026-11-22T08:30:00Z","data":"#
        + #"{"alertId":"01JD9ZK3V7T8","severity":"critical","title":"中性粒细胞减少 4级"}}"#
    static let chineseSignature = "v1,4d/zZScfoYNepkkH4nlbsqpIdT5C2ohf2jBk3c/5aew="

    /// Which message the two-secret header signs is asserted by the test that uses it.
    static let rotationHeader =
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,O4Gjv1HqPqsMrjmczoggs/sWA8gZD0VyHG+fLh4+ktI="
    static let version1a =
        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
}
