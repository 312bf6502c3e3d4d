// SPDX-License-Identifier: Apache-2.0

import Settings
import Testing

@Suite struct SettingsDefectTests {
    static let defects = [
        Defect("vigil-unknown-key", 2, 1, "leger", "did you mean `ledger`?"),
        Defect("vigil-ledger-is-a-store", 2, 9, "ledger", "a file of its own"),
        Defect("vigil-poll-interval-zero", 3, 24, "poll_interval_seconds", "from 1 to 3600"),
        Defect("vigil-protocol-file-missing", 5, 15, "studies[0].protocol", "check the path"),
        Defect("vigil-study-twice", 7, 15, "studies[1].protocol", "one protocol file"),
        Defect("vigil-no-receiver", 2, 1, "receivers", "or write `deliver: false`"),
        Defect("vigil-receivers-empty", 7, 12, "receivers", "or write `deliver: false`"),
        Defect("vigil-receivers-though-not-delivering", 9, 3, "receivers", "remove one of the two"),
        Defect("vigil-receiver-twice", 15, 11, "receivers[1].name", "its own name"),
        Defect("vigil-url-not-web", 9, 10, "receivers[0].url", "https://HOST/PATH"),
        Defect("vigil-url-with-password", 9, 10, "receivers[0].url", "remove what stands before the @"),
        Defect("vigil-http-not-allowed", 9, 10, "receivers[0].url", "`allow_http: true`"),
        Defect("vigil-secret-not-named", 8, 5, "receivers[0].secret_file", "holds the signing secret"),
        Defect("vigil-secret-file-missing", 10, 18, "receivers[0].secret_file", "make the file"),
        Defect("vigil-secret-malformed", 10, 18, "receivers[0].secret_file", "does not begin with whsec_"),
        Defect("vigil-secret-inline", 10, 18, "receivers[0].secret_file", "name the file here"),
        Defect("vigil-severity-unknown", 11, 19, "receivers[0].severity_min", "did you mean `urgent`?"),
        Defect("vigil-payload-unknown", 12, 14, "receivers[0].payload", "`minimal`, `coded`"),
        Defect("vigil-language-unknown", 13, 15, "receivers[0].language", "did you mean `zh-Hans`?"),
        Defect("vigil-timeout-too-long", 14, 22, "receivers[0].timeout_seconds", "from 1 to 60"),
    ]

    @Test(arguments: defects) func `a defect of vigil yaml is told where it stands`(_ defect: Defect) throws {
        try expectOnly(defect)
    }

    @Test(arguments: ["vigil-secret-inline", "vigil-secret-malformed", "vigil-url-with-password", "vigil-url-not-web"])
    func `a fault never repeats a secret`(_ name: String) throws {
        let text = try #require(Fixtures.faults(name).first).description
        for secret in ["BBBB", "swordfish", "opensesame"] { #expect(!text.contains(secret)) }
    }

    @Test func `faults of vigil yaml and of its protocol come together`() throws {
        let faults = Fixtures.faults("vigil-faults-in-two-files")
        let (here, there) = (Fixtures.path("vigil-faults-in-two-files"), Fixtures.path("protocol-five-faults"))
        #expect(faults.map(\.file) == [here, there, there, there, there, there])
    }

    @Test func `a missing vigil yaml is a fault too`() {
        #expect(Fixtures.faults("vigil-that-is-not-there").map(\.hint) == ["check the path and the permissions"])
    }
}
