// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Rules

extension SettingsReading {
    private static let receiverKeys = [
        "name", "url", "allow_http", "secret_file", "severity_min", "payload", "language", "timeout_seconds",
    ]

    /// A receiver, or nil after a fault.
    func receiver(_ entry: Entry) -> ReceiverSettings? {
        guard let fields = entry.fields(Self.receiverKeys) else { return nil }
        let name = fields.required("name") { $0.identifier() }
        let allowsHTTP = fields.optional("allow_http") { $0.flag() } ?? false
        let url = fields.required("url") { $0.receiverURL(allowsHTTP: allowsHTTP) }
        let secrets = fields.required(
            "secret_file", hint: "add `secret_file:`, the name of a file that holds the signing secret"
        ) { self.secrets($0) }
        let severity = fields.optional("severity_min") {
            $0.choice("a severity", among: Severity.allCases.reversed().map { ($0.rawValue, $0) })
        }
        let payload = fields.optional("payload") {
            $0.choice("a payload", among: Recipient.Payload.allCases.map { ($0.rawValue, $0) })
        }
        let language = fields.optional("language") {
            $0.choice("a language", among: Recipient.Language.allCases.map { ($0.rawValue, $0) })
        }
        let timeout = fields.optional("timeout_seconds") { $0.whole(1...60) }
        guard let name, let url, let secrets else { return nil }
        return ReceiverSettings(
            name: name, url: url, secrets: secrets, severityMin: severity ?? .urgent, payload: payload ?? .minimal,
            language: language ?? .en, allowsHTTP: allowsHTTP, timeoutSeconds: timeout ?? 15)
    }

    /// The secrets in one file or, while a secret is being changed, in several.
    private func secrets(_ entry: Entry) -> [WebhookSecret]? {
        var entries = [entry]
        if entry.isList {
            guard let elements = entry.elements(of: "file names") else { return nil }
            entries = elements
        }
        let names = entries.map { ($0, $0.text("a file name")) }
        guard case .from(let credentialsFolder) = secrets else { return [] }
        return names.compactMap { entry, name in
            name.flatMap { secret(in: $0, credentialsFolder: credentialsFolder, entry) }
        }
    }

    private func secret(in name: String, credentialsFolder: String?, _ entry: Entry) -> WebhookSecret? {
        guard !entry.isSecret else {
            entry.fault(
                found: "a secret", hint: "put it into a file that only the daemon reads, and name the file here")
            return nil
        }
        let candidates = [credentialsFolder.map { resolve(name, in: $0) }, resolve(name, in: folder)].compactMap(\.self)
        guard let bytes = candidates.lazy.compactMap({ FileManager.default.contents(atPath: $0) }).first else {
            let places = credentialsFolder == nil ? folder : "$CREDENTIALS_DIRECTORY or \(folder)"
            entry.fault(
                found: "\(entry.found), a file that cannot be read in \(places)",
                hint: "make the file: echo whsec_$(head -c 32 /dev/urandom | base64)")
            return nil
        }
        do throws(WebhookSecretDefect) {
            return try WebhookSecret(String(decoding: bytes, as: UTF8.self))
        } catch {
            entry.fault(found: "\(entry.found), a file without a usable secret", hint: "\(error)")
            return nil
        }
    }
}

extension Entry {
    /// Whether a secret was written where its file's name belongs.
    fileprivate var isSecret: Bool { found == "a secret" }

    /// An address that messages are posted to; https, unless http is allowed by name.
    fileprivate func receiverURL(allowsHTTP: Bool) -> String? {
        guard let text = text("a URL"), let url = webAddress(text) else { return nil }
        if url.scheme == "http", !allowsHTTP {
            fault(
                found: "an http address",
                hint: "use https, or add `allow_http: true` inside one's own machine or network")
            return nil
        }
        return text
    }

    /// The parts of an http or https address; what a fault says of it holds nothing secret.
    private func webAddress(_ text: String) -> URLComponents? {
        guard let url = URLComponents(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty
        else {
            fault(found: "no web address", hint: "write https://HOST/PATH")
            return nil
        }
        guard url.user == nil, url.password == nil else {
            fault(found: "an address with a user name", hint: "messages are signed; remove what stands before the @")
            return nil
        }
        return url
    }
}
