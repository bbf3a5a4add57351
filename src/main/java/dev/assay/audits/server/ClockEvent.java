package dev.assay.audits.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Reasons for reduced clocks of an NVIDIA GPU, one for each bit of NVML's {@code nvmlClocksEventReasons}. */
enum ClockEvent {
    /** The GPU is idle. */
    GPU_IDLE(0x1, Weight.NONE),
    /** A user set the clocks. */
    APPLICATIONS_CLOCKS_SETTING(0x2, Weight.NONE),
    /** The GPU is at its power limit, which is normal under load. */
    SW_POWER_CAP(0x4, Weight.LIMIT),
    /** The clock is halved or lower, because of one of the two reasons below, or because the power draw was too high for a moment. */
    HW_SLOWDOWN(0x8, Weight.FAULT),
    /** The clocks follow the slowest GPU of a group. */
    SYNC_BOOST(0x10, Weight.NONE),
    SW_THERMAL_SLOWDOWN(0x20, Weight.FAULT),
    HW_THERMAL_SLOWDOWN(0x40, Weight.FAULT),
    /** The power supply asks for lower clocks. */
    HW_POWER_BRAKE_SLOWDOWN(0x80, Weight.FAULT),
    DISPLAY_CLOCK_SETTING(0x100, Weight.NONE);

    /** What a reason means for a measurement. */
    enum Weight {
        /** No effect. */
        NONE,
        /** A setting of the GPU; only a note. */
        LIMIT,
        /** With better cooling or power supply the same GPU would be faster. */
        FAULT
    }

    private final long bit;
    private final Weight weight;

    ClockEvent(long bit, Weight weight) {
        this.bit = bit;
        this.weight = weight;
    }

    /** Returns the reasons of a weight that are set in the bits. */
    static Set<ClockEvent> in(long bits, Weight weight) {
        var events = EnumSet.noneOf(ClockEvent.class);
        Arrays.stream(values())
                .filter(event -> event.weight == weight && (bits & event.bit) != 0)
                .forEach(events::add);
        return events;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
