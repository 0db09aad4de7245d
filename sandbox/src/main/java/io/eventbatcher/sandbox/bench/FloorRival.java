package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.FloorProgram;

/** The floor, which brings the service's own records once more. */
final class FloorRival implements Rival {
    private final BenchStand stand;
    private final FloorProgram floor;

    FloorRival(BenchSettings bench, BenchStand stand) {
        this.stand = stand;
        this.floor = FloorProgram.start(
                stand.directory(),
                Cores.ofMeasured(),
                stand.configuration(),
                bench.route().label());
    }

    @Override
    public Stretch through(BenchStand.Load load) {
        long before = stand.accepted();
        Meter meter = new Meter(stand, floor.cpu());
        floor.run(new FloorProgram.FloorOrder(load.good(), load.from()));
        return meter.end(load, stand.spanSince(before), floor.cpu());
    }

    @Override
    public void close() {
        floor.close();
    }
}
