// SPDX-License-Identifier: Apache-2.0

import Surveillance
import Testing

@Suite(.timeLimit(.minutes(5))) struct WakeSignalTests {
    @Test func `a loop is woken at once and by each signal after it looked`() async {
        let wake = WakeSignal()
        var looks = wake.signals(every: .seconds(3_600)).makeAsyncIterator()
        #expect(await looks.next() != nil)
        for _ in 0..<100 {
            wake.signal()
            #expect(await looks.next() != nil)
        }
    }

    @Test func `a signal between a look and the wait for the next is not lost`() async {
        let wake = WakeSignal()
        var looks = wake.signals(every: .seconds(3_600)).makeAsyncIterator()
        _ = await looks.next()
        for _ in 0..<200 {
            async let signalled: Void = Task { wake.signal() }.value
            #expect(await looks.next() != nil)
            await signalled
        }
    }

    @Test func `every listener is woken`() async {
        let wake = WakeSignal()
        var first = wake.signals(every: .seconds(3_600)).makeAsyncIterator()
        var second = wake.signals(every: .seconds(3_600)).makeAsyncIterator()
        _ = (await first.next(), await second.next())
        wake.signal()
        #expect(await first.next() != nil)
        #expect(await second.next() != nil)
    }

    @Test func `without any signal the interval wakes`() async {
        var looks = WakeSignal().signals(every: .microseconds(1)).makeAsyncIterator()
        for _ in 0..<3 { #expect(await looks.next() != nil) }
    }
}
