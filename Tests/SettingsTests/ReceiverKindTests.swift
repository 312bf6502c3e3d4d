// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Rules
import Settings
import Testing

/// Receivers of every kind, as `vigil.yaml` names them and as their files hold what must stay secret.
@Suite struct ReceiverKindTests {
    private static let token = "0123456789abcdef0123456789abcdef"

    /// What loading receivers comes to, with these files beside the configuration.
    private func load(
        _ receivers: String, files: [String: String] = [:], secrets: SecretReading = .from(credentialsFolder: nil)
    ) throws -> Result<Settings, ConfigurationFaults> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(try Fixtures.protocolText().utf8).write(to: folder.appendingPathComponent("protocol.yaml"))
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        let settings = """
            ledger: ledger.sqlite
            poll_interval_seconds: 30
            studies: [{protocol: protocol.yaml, store: store.sqlite}]
            receivers:
              - {name: other, kind: slack, url_file: other}
              - \(receivers)
            """
        let other = ["other": "https://other.example/services/T0/B0/x"]
        for (name, text) in other { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        try Data(settings.utf8).write(to: folder.appendingPathComponent("vigil.yaml"))
        let path = folder.appendingPathComponent("vigil.yaml").path
        do throws(ConfigurationFaults) {
            return .success(try loadSettings(at: path, secrets: secrets))
        } catch {
            return .failure(error)
        }
    }

    private func receiver(_ text: String, files: [String: String] = [:]) throws -> ReceiverSettings {
        try #require(try load(text, files: files).get().receivers.last)
    }

    private func fault(_ text: String, files: [String: String] = [:]) throws -> ConfigurationFault {
        guard case .failure(let faults) = try load(text, files: files) else {
            throw Missing(what: "a fault of \(text)")
        }
        #expect(faults.faults.count == 1, "\(faults)")
        return try #require(faults.faults.first)
    }

    private struct Missing: Error { var what: String }

    @Test(arguments: [
        (ReceiverKind.slack, false), (.teamsWorkflows, false), (.feishu, true), (.dingTalk, true), (.weCom, false),
    ])
    func `a robot's address comes from a file, trimmed`(kind: ReceiverKind, isSigned: Bool) throws {
        let url = "https://robot.example/send?key=\(Self.token)"
        let files = ["robot": "  \(url)\n", "sign": "SECabc\n"]
        let bare = try receiver("{name: r, kind: \(kind.rawValue), url_file: robot}", files: files)
        #expect(bare.kind == kind && bare.url == url && bare.key == nil && bare.secrets.isEmpty)
        guard isSigned else { return }
        let signed = try receiver("{name: r, kind: \(kind.rawValue), url_file: robot, secret_file: sign}", files: files)
        #expect(signed.key != nil)
    }

    @Test func `PagerDuty needs a routing key and knows where events go`() throws {
        let files = ["key": "\(Self.token)\n", "short": "abc"]
        let pager = try receiver("{name: r, kind: pagerduty, secret_file: key}", files: files)
        #expect(pager.url == "https://events.pagerduty.com/v2/enqueue" && pager.key != nil)
        let european = try receiver(
            "{name: r, kind: pagerduty, secret_file: key, url: 'https://events.eu.pagerduty.com/v2/enqueue'}",
            files: files)
        #expect(european.url == "https://events.eu.pagerduty.com/v2/enqueue")
        let short = try fault("{name: r, kind: pagerduty, secret_file: short}", files: files)
        #expect(short.hint.contains("32 letters and digits"))
        #expect(try fault("{name: r, kind: pagerduty}").hint.contains("routing key"))
    }

    @Test(arguments: [
        ("{name: r, kind: dingtak, url_file: robot}", "receivers[1].kind", "did you mean `dingtalk`?"),
        ("{name: r, kind: email, url_file: robot}", "receivers[1].kind", "`standard-webhooks`, `slack`"),
        ("{name: r, kind: wecom}", "receivers[1].url", "add `url_file:`"),
        ("{name: r, secret_file: secret}", "receivers[1].url", "add `url:` or `url_file:`"),
        (
            "{name: r, kind: wecom, url_file: robot, url: 'https://a.example'}", "receivers[1].url_file",
            "one of the two"
        ),
        ("{name: r, kind: wecom, url_file: gone}", "receivers[1].url_file", "copy the robot's address"),
        ("{name: r, kind: wecom, url_file: empty}", "receivers[1].url_file", "write https://HOST/PATH"),
        ("{name: r, kind: wecom, url_file: plain}", "receivers[1].url_file", "use https"),
        (
            "{name: r, kind: wecom, url_file: robot, secret_file: key}", "receivers[1].secret_file",
            "remove `secret_file:`"
        ),
        ("{name: r, kind: slack, url_file: robot, secret_file: key}", "receivers[1].secret_file", "`url_file:`"),
        (
            "{name: r, kind: feishu, url_file: robot, secret_file: empty}", "receivers[1].secret_file",
            "signature setting"
        ),
        (
            "{name: r, kind: dingtalk, url_file: robot, secret_file: gone}", "receivers[1].secret_file",
            "signature setting"
        ),
        ("{name: r, kind: pagerduty, secret_file: key, mention: [all]}", "receivers[1].mention", "remove `mention:`"),
        (
            "{name: r, kind: teams-workflows, url_file: robot, mention: [all]}", "receivers[1].mention[0]",
            "by their addresses"
        ),
        (
            "{name: r, kind: slack, url_file: robot, mention: ['<!here>']}", "receivers[1].mention[0]",
            "the vendor knows"
        ),
        ("{name: r, kind: slack, url_file: robot, mention: []}", "receivers[1].mention", "at least one"),
        ("{name: r, knd: slack, url_file: robot, secret_file: secret}", "receivers[1].knd", "did you mean `kind`?"),
    ])
    func `a defect of a receiver is told where it stands`(text: String, path: String, hint: String) throws {
        let files = [
            "robot": "https://robot.example/send", "empty": "\n", "plain": "http://robot.example/send",
            "key": Self.token, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ]
        let fault = try fault(text, files: files)
        #expect(fault.path == path)
        #expect(fault.hint.contains(hint), "\(fault)")
        #expect(fault.line == 6)
    }

    @Test(arguments: [
        "{name: r, kind: dingtalk, url: 'https://robot.example/send?access_token=TOKEN'}",
        "{name: r, kind: slack, url: 'https://hooks.slack.example/services/TOKEN'}",
    ])
    func `an address with a token in the file itself is a warning that does not repeat it`(text: String) throws {
        let settings = try load(text.replacing("TOKEN", with: Self.token)).get()
        let warning = try #require(settings.warnings.first)
        #expect(settings.warnings.count == 1 && warning.path == "receivers[1].url")
        #expect(warning.hint.contains("`url_file:`"))
        #expect(!"\(warning)".contains(Self.token) && !"\(warning)".contains("access_token"))
    }

    @Test func `an address of one's own machine without a token is none`() throws {
        let settings = try load("{name: r, kind: wecom, url: 'http://127.0.0.1:8787/', allow_http: true}").get()
        #expect(settings.warnings.isEmpty)
    }

    @Test(arguments: [
        "{name: r, kind: wecom, url_file: 'https://robot.example/send?key=TOKEN'}",
        "{name: r, kind: pagerduty, secret_file: TOKEN}",
        "{name: r, kind: dingtalk, url_file: robot, secret_file: SECTOKEN}",
        "{name: 'https://robot.example/TOKEN', kind: slack, url_file: robot}",
        "{name: r, kind: 'https://robot.example/TOKEN', url_file: robot}",
        "{name: r, kind: slack, url_file: token}",
        "{name: r, kind: slack, url: 'robot.example/TOKEN'}",
        "{name: r, kind: slack, url_file: robot, mention: ['https://robot.example/TOKEN']}",
    ])
    func `no fault repeats a token, wherever it was written`(text: String) throws {
        let files = ["robot": "https://robot.example/send", "token": "ftp://robot.example/\(Self.token)"]
        let fault = try fault(text.replacing("TOKEN", with: Self.token), files: files)
        #expect(!"\(fault)".contains(Self.token), "\(fault)")
    }

    @Test func `where secrets are not read, neither addresses nor keys are`() throws {
        let settings = try load("{name: r, kind: feishu, url_file: gone, secret_file: gone}", secrets: .omitted).get()
        let receiver = try #require(settings.receivers.last)
        #expect(receiver.url.isEmpty && receiver.key == nil && receiver.kind == .feishu)
        #expect(settings.warnings.isEmpty)
    }

    @Test func `mentions are kept in order`() throws {
        let receiver = try receiver(
            "{name: r, kind: dingtalk, url_file: robot, mention: ['13800001111', all]}",
            files: ["robot": "https://robot.example/send"])
        #expect(receiver.mentions.map(\.id) == ["13800001111", "all"])
    }
}
