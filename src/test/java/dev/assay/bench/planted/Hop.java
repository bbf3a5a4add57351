package dev.assay.bench.planted;

/** What a hop between server and client does to the events of an answer. */
enum Hop {
    /** It passes each on at once. */
    NONE {
        @Override
        void hold(long[] arrivals) {
            // They come as they were sent.
        }
    },
    /** It passes eight on together. */
    EIGHTS {
        @Override
        void hold(long[] arrivals) {
            for (var i = 0; i < arrivals.length; i++) {
                arrivals[i] = arrivals[Math.min(arrivals.length - 1, i / BUFFER * BUFFER + BUFFER - 1)];
            }
        }
    },
    /** It passes the answer on when it has the whole. */
    WHOLE {
        @Override
        void hold(long[] arrivals) {
            for (var i = 0; i < arrivals.length; i++) {
                arrivals[i] = arrivals[arrivals.length - 1];
            }
        }
    },
    /** It holds the first half back, then passes its events on one by one, a millisecond apart. */
    HALF {
        @Override
        void hold(long[] arrivals) {
            var half = arrivals.length / 2;
            for (var i = 0; i < half; i++) {
                arrivals[i] = arrivals[half - 1] + i * MILLISECOND;
            }
            for (var i = half; i < arrivals.length; i++) {
                arrivals[i] = Math.max(arrivals[i], arrivals[i - 1] + MILLISECOND);
            }
        }
    };

    private static final int BUFFER = 8;
    private static final long MILLISECOND = 1_000_000;

    /** Moves the arrivals of the events of one answer. Events with the same time come in one read. */
    abstract void hold(long[] arrivals);
}
