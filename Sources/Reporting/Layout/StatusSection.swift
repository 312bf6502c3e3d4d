// SPDX-License-Identifier: Apache-2.0

import Rules

extension Layout {
    /// Status in one screen.
    func statusSection() -> PageSection {
        let status = digest.status
        let zone = digest.header.zone
        var blocks: [Block] = [.figures(keyFigures()), .heading(wording.pressingAlerts)]
        if status.alerts.isEmpty {
            blocks.append(.text(wording.noPressingAlerts, .plain))
        } else {
            blocks.append(.entries(status.alerts.map { entry($0, isDetailed: false) }))
        }
        if status.alertsLeftOut > 0 {
            blocks.append(.text(wording.leftOut(status.alertsLeftOut, of: wording.alertNoun), .muted))
        }
        blocks.append(.heading(wording.pressingBoundaries))
        if status.boundaries.isEmpty {
            blocks.append(.text(wording.noPressingBoundaries, .plain))
        } else {
            blocks.append(.entries(status.boundaries.map(entry)))
        }
        blocks += [
            .heading(wording.delivery),
            .text(
                wording.undelivered(status.delivery, in: zone),
                status.delivery.pending > 0 || !status.delivery.isOn ? .urgent : .plain),
            .heading(wording.changes),
            .text(wording.changeCounts(status.changes, since: digest.header.since, in: zone), .plain),
        ]
        return PageSection(anchor: "status", title: wording.statusTitle, blocks: blocks)
    }

    private func keyFigures() -> [KeyFigure] {
        let status = digest.status
        let crossed = status.boundaries.filter { $0.proximity.rank == 0 }
        let formal = crossed.filter { $0.rule.role == .formal }.count
        let near = status.boundaries.count - crossed.count
        let figure = { (number: Int, name: String, detail: String, tone: Tone) in
            KeyFigure(number: "\(number)", name: name, detail: detail, tone: number > 0 ? tone : .calm)
        }
        return [
            figure(status.critical.total, wording.openCritical, wording.notAcknowledged(status.critical), .critical),
            figure(status.urgent.total, wording.openUrgent, wording.notAcknowledged(status.urgent), .urgent),
            figure(
                crossed.count, wording.boundariesCrossed(crossed.count),
                wording.crossedDetail(formal: formal, advisory: crossed.count - formal),
                formal > 0 ? .critical : .daily),
            figure(near, wording.boundariesNear, wording.nearDetail, .urgent),
            deliveryFigure(status.delivery),
        ]
    }

    private func deliveryFigure(_ delivery: DeliveryStanding) -> KeyFigure {
        guard delivery.isOn else {
            return KeyFigure(number: "–", name: wording.deliveryOff, detail: wording.nobodyTold, tone: .urgent)
        }
        return KeyFigure(
            number: "\(delivery.pending)", name: wording.messagesUndelivered(delivery.pending),
            detail: delivery.oldestPending.map { wording.oldest($0, in: digest.header.zone) } ?? wording.allTaken,
            tone: delivery.pending > 0 ? .urgent : .calm)
    }

    private func entry(_ line: BoundaryLine) -> Entry {
        Entry(
            badge: wording.badge(line.proximity),
            tone: line.tone,
            title: "\(wording.text(of: line.rule.title)), \(wording.scope(.arm(line.status.arm)))",
            facts: wording.counts(line.status) + [wording.role(line.rule.role).lowercased()],
            remarks: [Fact(name: "", text: wording.standing(line, in: digest.header.zone))]
        )
    }
}

extension BoundaryLine {
    /// How the standing should strike the reader: an advisory rule never as hard as a formal one.
    var tone: Tone {
        switch proximity {
        case .crossed: rule.role == .formal ? .critical : .daily
        case .crossedInWorstCase, .near: rule.role == .formal ? .urgent : .daily
        case .far: .plain
        case .outOfReach, .horizonReached: .muted
        }
    }
}
