package dev.assay.run.checked;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The flags of this JVM without which the times of a live load test are not exact (docs/client-overhead.md). The build sets them:
 * {@code assay.jvm} in pom.xml; another launcher, such as an editor, does not.
 *
 * <p>A live run without them is refused and not only warned about, because the JVM may compile code again during a load test, and neither an audit nor the
 * calibration sees that. Protocol tests and evalsets have no limits on times, and a recording was made earlier: they do not need the flags.
 *
 * @param values gives the value of a flag; empty: this JVM has no such flag
 */
public record JvmFlags(Function<String, Optional<String>> values) {
    /** The flags as they are written on a command line: those that are checked and the one that unlocks them. */
    public static final String WRITTEN =
            "-XX:NewSize=512m -XX:+UnlockExperimentalVMOptions -XX:PerMethodTrapLimit=0 -XX:PerBytecodeTrapLimit=0";

    /** A flag, and what it must be. */
    private enum Needed {
        /** No garbage is collected in a short load test. In bytes. */
        NEW_SIZE("NewSize", "512m or more", found -> found >= 512L << 20),
        /** All branches of a method are compiled, so the method is not compiled again when a rare one is taken. */
        METHOD_TRAPS("PerMethodTrapLimit", "0", found -> found == 0),
        BYTECODE_TRAPS("PerBytecodeTrapLimit", "0", found -> found == 0);

        private final String flag;
        private final String expected;
        private final LongPredicate holds;

        Needed(String flag, String expected, LongPredicate holds) {
            this.flag = flag;
            this.expected = expected;
            this.holds = holds;
        }

        private Optional<String> wrong(Optional<String> found) {
            return found.filter(value -> holds.test(Long.parseLong(value))).isPresent()
                    ? Optional.empty()
                    : Optional.of("-XX:" + flag + "=" + expected + ", found " + found.orElse("no such flag"));
        }
    }

    /** Returns the flags of this JVM. */
    public static JvmFlags here() {
        return new JvmFlags(JvmFlags::value);
    }

    private static Optional<String> value(String flag) {
        // Only HotSpot has this bean.
        @Nullable HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return Optional.ofNullable(hotSpot)
                    .map(bean -> bean.getVMOption(flag).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns which flags are wrong for a run; none if it measures no load test on a live server. */
    public Stream<Problem> problems(RunMode mode, Plan plan) {
        var timed = plan.tests().stream().anyMatch(planned -> planned.test() instanceof TestSpec.LoadTest);
        var wrong = (mode instanceof RunMode.Live || mode instanceof RunMode.Sharded) && timed
                ? wrong()
                : List.<String>of();
        return wrong.isEmpty()
                ? Stream.empty()
                : Stream.of(Options.problem(
                        "the times of a live load test are exact only with certain flags of the JVM: expected "
                                + wrong.stream().collect(Collectors.joining("; expected "))
                                + ". Run the gate with `mvn verify`, which sets them, or start the JVM with "
                                + WRITTEN + "."));
    }

    private List<String> wrong() {
        return Stream.of(Needed.values())
                .flatMap(each -> each.wrong(values.apply(each.flag)).stream())
                .toList();
    }
}
