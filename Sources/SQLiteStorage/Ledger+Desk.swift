// SPDX-License-Identifier: Apache-2.0

package import Alerting
import GRDB
import Rules
package import Storage
package import Trial

extension SQLiteLedger: OfficerDesk {
    package func alerts(_ filter: AlertFilter) throws -> [Alert] {
        // An absent state is the empty text, which no alert has.
        let states = Alert.State.allStates.map { filter.states.contains($0) ? $0.rawValue : "" }
        var arguments: [LedgerTransaction.Argument] = states
        arguments += [filter.severityMin.rank, filter.includesHistoric]
        if let study = filter.study { arguments.append(study) }
        let sql = filter.study == nil ? LedgerSQL.alerts : LedgerSQL.alertsOfStudy
        return try read { transaction in
            try transaction.values(sql, arguments) { try transaction.alert(from: $0[0]) }
        }
    }

    package func alert(_ id: AlertID) throws -> Alert? {
        try read { try $0.alert(id) }
    }

    package func history(of id: AlertID) throws -> [AlertVersion] {
        try read { try $0.values(LedgerSQL.history, [id.text], of: $0.version) }
    }

    package func changes(
        study: String, from: Timestamp, through: Timestamp, limit: Int
    ) throws -> [AlertVersion] {
        try read { transaction in
            let arguments: [LedgerTransaction.Argument] = [study, from.milliseconds, through.milliseconds, limit]
            return try transaction.values(LedgerSQL.changes, arguments, of: transaction.version)
        }
    }

    /// Records an officer's answer to the version she saw.
    ///
    /// An open alert becomes acknowledged, a resolved one stays closed; an answer makes no version of the alert, and
    /// a later one takes the place of an earlier. Each is in the audit chain.
    package func acknowledge(_ id: AlertID, _ acknowledgement: Acknowledgement) throws -> Alert {
        try write { transaction in
            guard var alert = try transaction.alert(id) else { throw AcknowledgementError.unknownAlert(id) }
            guard alert.isReconciled else { throw AcknowledgementError.alreadyEnded(id) }
            guard alert.version == acknowledgement.version else {
                throw AcknowledgementError.staleVersion(id, seen: acknowledgement.version, current: alert.version)
            }
            alert.acknowledgement = acknowledgement
            if alert.state == .open { alert.state = .acknowledged }
            try transaction.write(alert)
            let detail = AcknowledgementDetail(reason: acknowledgement.reason, version: acknowledgement.version)
            try transaction.audit(
                actor: acknowledgement.officer, action: "acknowledged", subject: id.text,
                detail: LedgerJSON.text(detail), at: acknowledgement.at)
            return alert
        }
    }

    package func answers(to id: AlertID) throws -> [Acknowledgement] {
        try read { transaction in
            try transaction.values(LedgerSQL.answers, [id.text]) { row in
                let detail: AcknowledgementDetail = try LedgerJSON.value(from: row[1], "an answer", in: path)
                return Acknowledgement(
                    officer: row[0], reason: detail.reason, version: detail.version,
                    at: Timestamp(milliseconds: row[2]))
            }
        }
    }

    package func qualityFlags(study: String) throws -> [(subject: String, flag: RowDefect)] {
        try read { transaction in
            try transaction.values(LedgerSQL.qualityFlags, [study]) { row in
                (subject: row[0], flag: try LedgerJSON.value(from: row[1], "a quality flag", in: path))
            }
        }
    }
}

private struct AcknowledgementDetail: Codable {
    var reason: String
    var version: Int
}

extension Alert.State {
    fileprivate static let allStates: [Alert.State] = [.open, .acknowledged, .closed]
}
