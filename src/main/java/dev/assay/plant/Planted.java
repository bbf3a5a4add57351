package dev.assay.plant;

import dev.assay.recording.Recording;

/** What became of an attempt to plant a fault into a recording. */
sealed interface Planted {
    /** The recording with the fault. */
    record Into(Recording recording) implements Planted {}

    /** The recording cannot have the fault; the reason stands behind a colon. */
    record Not(String why) implements Planted {}
}
