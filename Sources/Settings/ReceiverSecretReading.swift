// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation

/// What a receiver is signed or addressed with, beside its URL.
struct ReceiverAccess {
    var webhookSecrets: [WebhookSecret] = []
    var key: ReceiverSecret?
}

extension SettingsReading {
    /// What `secret_file` means for this kind; nil after a fault.
    func access(to kind: ReceiverKind, _ fields: Fields) -> ReceiverAccess? {
        switch kind {
        case .standardWebhooks:
            let hint = "add `secret_file:`, the name of a file that holds the signing secret"
            return fields.required("secret_file", hint: hint) { webhookSecrets($0) }
                .map { ReceiverAccess(webhookSecrets: $0) }
        case .pagerDuty:
            let hint = "add `secret_file:`, the name of a file that holds the integration's routing key"
            return fields.required("secret_file", hint: hint) { entry in
                access(in: entry, hint: "copy the key of the integration `Events API v2`: 32 letters and digits") {
                    $0.length == PagerDutyReceiver.routingKeyLength
                }
            }
        case .feishu, .dingTalk:
            guard let entry = fields.entry("secret_file") else { return ReceiverAccess() }
            return access(in: entry, hint: "copy the secret that the robot's signature setting shows") { _ in true }
        case .slack, .teamsWorkflows, .weCom:
            guard let entry = fields.entry("secret_file") else { return ReceiverAccess() }
            entry.fault(
                found: "a secret for \(kind.rawValue), which checks no signature",
                hint: "remove `secret_file:`; the address is the secret, so keep it in the file of `url_file:`")
            return nil
        }
    }

    /// The text of a file that systemd passed to the service, or that lies beside the configuration.
    func credential(
        _ name: String, _ entry: Entry, credentialsFolder: String?, whenMissing hint: String
    ) -> String? {
        let candidates = [credentialsFolder.map { resolve(name, in: $0) }, resolve(name, in: folder)].compactMap(\.self)
        guard let bytes = candidates.lazy.compactMap({ FileManager.default.contents(atPath: $0) }).first else {
            let places = credentialsFolder == nil ? folder : "$CREDENTIALS_DIRECTORY or \(folder)"
            let found = name.mayBeSecret ? "what may be a secret, and is no file" : "\(entry.found), a file"
            entry.fault(found: "\(found) that cannot be read in \(places)", hint: hint)
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func access(
        in entry: Entry, hint: String, isUsable: (ReceiverSecret) -> Bool
    ) -> ReceiverAccess? {
        guard let name = entry.text("a file name") else { return nil }
        guard case .from(let credentialsFolder) = secrets else { return ReceiverAccess() }
        guard let text = credential(name, entry, credentialsFolder: credentialsFolder, whenMissing: hint) else {
            return nil
        }
        guard let secret = ReceiverSecret(text), isUsable(secret) else {
            entry.fault(found: "\(entry.found), a file without a usable secret", hint: hint)
            return nil
        }
        return ReceiverAccess(key: secret)
    }

    /// The secrets in one file or, while a secret is being changed, in several.
    private func webhookSecrets(_ entry: Entry) -> [WebhookSecret]? {
        var entries = [entry]
        if entry.isList {
            guard let elements = entry.elements(of: "file names") else { return nil }
            entries = elements
        }
        let names = entries.map { ($0, $0.text("a file name")) }
        guard case .from(let credentialsFolder) = secrets else { return [] }
        return names.compactMap { entry, name in
            name.flatMap { webhookSecret(in: $0, credentialsFolder: credentialsFolder, entry) }
        }
    }

    private func webhookSecret(in name: String, credentialsFolder: String?, _ entry: Entry) -> WebhookSecret? {
        guard !entry.isSecret else {
            entry.fault(
                found: "a secret", hint: "put it into a file that only the daemon reads, and name the file here")
            return nil
        }
        let making = "make the file: echo whsec_$(head -c 32 /dev/urandom | base64)"
        guard let text = credential(name, entry, credentialsFolder: credentialsFolder, whenMissing: making) else {
            return nil
        }
        do throws(WebhookSecretDefect) {
            return try WebhookSecret(text)
        } catch {
            entry.fault(found: "\(entry.found), a file without a usable secret", hint: "\(error)")
            return nil
        }
    }
}

extension Entry {
    /// Whether a secret was written where its file's name belongs.
    fileprivate var isSecret: Bool { found == "a secret" }
}

extension String {
    /// Whether it is as long and as plain as vendors' keys and tokens are, which no fault may repeat.
    fileprivate var mayBeSecret: Bool {
        utf8.count >= 24 && !contains("/") && !contains(".") && contains(where: \.isNumber)
    }
}
