// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation

extension SettingsReading {
    /// Where messages are posted; empty where secrets are not read and the address is one, nil after a fault.
    func url(of kind: ReceiverKind, _ fields: Fields, allowsHTTP: Bool) -> String? {
        if let file = fields.entry("url_file") {
            guard !fields.has("url") else {
                file.fault(found: "`url_file:` beside `url:`", hint: "remove one of the two")
                return nil
            }
            return url(in: file, allowsHTTP: allowsHTTP)
        }
        if kind == .pagerDuty, !fields.has("url") { return PagerDutyReceiver.url }
        let hint =
            kind.hasSecretURL
            ? "add `url_file:`, the name of a file that holds the robot's address" : "add `url:` or `url_file:`"
        return fields.required("url", hint: hint) { entry in
            let url = entry.text("a URL").flatMap { entry.receiverURL($0, allowsHTTP: allowsHTTP) }
            if let url, kind.hasSecretURL, url.holdsMoreThanHost {
                entry.warn(
                    found: "the address of a robot, by which whoever reads this file can post",
                    hint: "put it into a file that only the daemon reads, and name that file as `url_file:`")
            }
            return url
        }
    }

    private func url(in entry: Entry, allowsHTTP: Bool) -> String? {
        guard let name = entry.text("a file name") else { return nil }
        guard case .from(let credentialsFolder) = secrets else { return "" }
        guard !name.contains("://") else {
            entry.fault(
                found: "an address", hint: "put it into a file that only the daemon reads, and name the file here")
            return nil
        }
        let what = "copy the robot's address into the file, whole"
        guard let text = credential(name, entry, credentialsFolder: credentialsFolder, whenMissing: what) else {
            return nil
        }
        return entry.receiverURL(text.trimmingWhitespace, allowsHTTP: allowsHTTP)
    }
}

extension Entry {
    /// An address that messages are posted to; https, unless http is allowed by name.
    fileprivate func receiverURL(_ text: String, allowsHTTP: Bool) -> String? {
        guard let url = webAddress(text) else { return nil }
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

extension String {
    /// Whether an address has a path or parameters, in which robots' addresses hold their token.
    fileprivate var holdsMoreThanHost: Bool {
        guard let url = URLComponents(string: self) else { return false }
        return url.path.count > 1 || url.query != nil
    }
}
