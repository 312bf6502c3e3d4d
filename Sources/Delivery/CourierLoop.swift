// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Channels

/// What the courier's thread does from start to end; it alone owns libcurl's handles.
final class CourierLoop {
    /// How long the thread sleeps at most, so that its last round is never much older.
    private static let waitMillisecondsMax: Int32 = 1_000

    private let inbox: CourierInbox
    private let limits: CourierLimits
    private let multi: UnsafeMutableRawPointer
    private var lines: HostLines<Consignment>
    private var destinations = DestinationBook()
    private var underWay: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var idle: [CurlTransfer] = []

    /// Runs a courier on the calling thread until its inbox is told to stop.
    static func serve(_ inbox: CourierInbox, limits: CourierLimits) {
        guard let loop = CourierLoop(inbox, limits: limits) else {
            inbox.close(.other(code: Int(CURLE_FAILED_INIT.rawValue)))
            return
        }
        inbox.hang(Bell(waking: loop.multi))
        let ending = loop.run()
        // First nobody can ring any more, then the handle behind the bell goes, then whoever waits for the end is told.
        inbox.takeBellDown()
        loop.endAll(ending)
        inbox.close(ending)
    }

    private init?(_ inbox: CourierInbox, limits: CourierLimits) {
        guard CurlLibrary.isReady, let multi = curl_multi_init() else { return nil }
        self.inbox = inbox
        self.limits = limits
        self.multi = multi
        lines = HostLines(underWayPerHostMax: limits.connectionsPerHostMax, underWayMax: limits.connectionsMax)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHostMax)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.connectionsMax)
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.connectionsMax)
    }

    /// 1. takes what has come in; 2. starts what may start; 3. moves bytes; 4. settles what is finished; 5. waits.
    private func run() -> TransportFailure {
        while true {
            let orders = inbox.collect(now: .now)
            if orders.isStopping { return .cancelled }
            for consignment in orders.arrivals { accept(consignment) }
            if orders.hasCancellations { endAbandoned() }
            startWaiting()
            var runningCount: Int32 = 0
            let performed = curl_multi_perform(multi, &runningCount)
            guard performed == CURLM_OK else { return .other(code: Int(performed.rawValue)) }
            let settledCount = settleFinished()
            // What waits may start now, without a wait in between.
            if settledCount > 0 && lines.waitingCount > 0 { continue }
            let waited = curl_multi_poll(multi, nil, 0, Self.waitMillisecondsMax, nil)
            guard waited == CURLM_OK else { return .other(code: Int(waited.rawValue)) }
        }
    }

    private func accept(_ consignment: Consignment) {
        if consignment.batch.isCancelled {
            consignment.settle(.failed(.cancelled))
        } else if let host = destinations.host(of: consignment.request) {
            lines.append(consignment, host: host)
        } else {
            consignment.settle(.failed(.refusedDestination))
        }
    }

    private func startWaiting() {
        while let (host, consignment) = lines.startNext() {
            if let failure = start(consignment, host: host) {
                lines.finish(host: host)
                consignment.settle(.failed(failure))
            }
        }
    }

    private func start(_ consignment: Consignment, host: String) -> TransportFailure? {
        guard let transfer = idle.popLast() ?? CurlTransfer() else {
            return .other(code: Int(CURLE_OUT_OF_MEMORY.rawValue))
        }
        if let failure = transfer.load(consignment, host: host, limits: limits) {
            transfer.unload()
            idle.append(transfer)
            return failure
        }
        let added = curl_multi_add_handle(multi, transfer.handle)
        guard added == CURLM_OK else { return .other(code: Int(added.rawValue)) }
        underWay[transfer.handle] = transfer
        return nil
    }

    private func settleFinished() -> Int {
        var count = 0
        var result = CURLE_OK
        while let handle = ccurl_next_finished(multi, &result) {
            count += 1
            guard let transfer = underWay[handle] else { continue }
            end(transfer, with: transfer.outcome(of: result))
        }
        return count
    }

    private func end(_ transfer: CurlTransfer, with outcome: DeliveryOutcome) {
        curl_multi_remove_handle(multi, transfer.handle)
        underWay[transfer.handle] = nil
        guard let (consignment, host) = transfer.unload() else { return }
        lines.finish(host: host)
        idle.append(transfer)
        consignment.settle(outcome)
    }

    private func endAbandoned() {
        for consignment in lines.remove(where: { $0.batch.isCancelled }) {
            consignment.settle(.failed(.cancelled))
        }
        for transfer in Array(underWay.values) where transfer.isAbandoned {
            end(transfer, with: .failed(.cancelled, durationMilliseconds: transfer.durationMilliseconds))
        }
    }

    /// Ends everything and frees libcurl's handles; the loop is of no use afterwards.
    private func endAll(_ failure: TransportFailure) {
        for consignment in lines.remove(where: { _ in true }) { consignment.settle(.failed(failure)) }
        for transfer in Array(underWay.values) {
            end(transfer, with: .failed(failure, durationMilliseconds: transfer.durationMilliseconds))
        }
        idle = []
        curl_multi_cleanup(multi)
    }
}
