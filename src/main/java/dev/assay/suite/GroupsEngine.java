package dev.assay.suite;

import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.run.StartupResult;
import dev.assay.run.options.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;

/**
 * A JUnit engine with one failing test if {@code -Dgroups} names no group of the gate. The test is in the groups that were asked for, so that it runs: a build
 * without any test would be green, and an exception outside of a test would be shown as stack traces of Maven.
 */
public final class GroupsEngine implements TestEngine {
    /** The property in which the build passes the value of {@code -Dgroups}; without a value, Maven does not replace the placeholder in it. */
    static final String GROUPS = StartupResult.GROUPS;

    private static final Set<String> KNOWN = Set.of("protocol", "accuracy", "load");
    private static final String METHOD = "valid";

    @Override
    public String getId() {
        return "assay-groups";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        var engine = new EngineDescriptor(id, "groups");
        var words = unknown(groups(request.getConfigurationParameters()));
        var asked = request.getSelectorsByType(ClassSelector.class).stream()
                .anyMatch(each -> each.getClassName().equals(InputTest.class.getName()));
        if (asked && !words.isEmpty()) {
            var tags = words.stream().map(TestTag::create).collect(Collectors.toSet());
            var input = new Tagged(
                    id.append("class", InputTest.class.getName()), "input", ClassSource.from(InputTest.class), tags);
            var test = MethodSource.from(InputTest.class.getName(), METHOD);
            input.addChild(new Tagged(id.append("test", METHOD), "the groups of -Dgroups exist", test, tags));
            engine.addChild(input);
        }
        return engine;
    }

    /** JUnit also reads the properties of the process. */
    private static @Nullable String groups(ConfigurationParameters parameters) {
        return parameters.get(GROUPS).orElse(null);
    }

    /** Returns the words of an expression over groups if none of them is a group of the gate; empty if one is, or if the text is not such an expression. */
    static Set<String> unknown(@Nullable String groups) {
        if (groups == null || groups.contains("$") || groups.contains("()")) {
            return Set.of();
        }
        var words = Arrays.stream(groups.split("[\\s,()&|!]+"))
                .filter(TestTag::isValid)
                .collect(Collectors.toSet());
        return words.stream().anyMatch(KNOWN::contains) ? Set.of() : words;
    }

    static Problem problem(@Nullable String groups) {
        return Options.problem("-Dgroups=" + groups
                + " names no group of the gate, whose groups are protocol, accuracy and load. Name one of them.");
    }

    @Override
    public void execute(ExecutionRequest request) {
        var refused = new InputException(List.of(problem(groups(request.getConfigurationParameters()))));
        request.getRootTestDescriptor().getDescendants().stream()
                .filter(TestDescriptor::isTest)
                .findFirst()
                .ifPresent(test -> {
                    var opened = new StartupResult.Refused(refused);
                    opened.reported().set(true);
                    request.getStore()
                            .getParent()
                            .orElseThrow()
                            .put(Namespace.create(SessionExtension.NAMESPACE), StartupResult.class, opened);
                });
        execute(request.getRootTestDescriptor(), request, refused);
    }

    private static void execute(TestDescriptor descriptor, ExecutionRequest request, InputException refused) {
        var listener = request.getEngineExecutionListener();
        listener.executionStarted(descriptor);
        descriptor.getChildren().forEach(child -> execute(child, request, refused));
        listener.executionFinished(
                descriptor,
                descriptor.isTest()
                        ? TestExecutionResult.failed(JUnitVerdicts.atTest(refused))
                        : TestExecutionResult.successful());
    }

    /** A test, or the class that contains it, with the tags that were asked for. */
    private static final class Tagged extends AbstractTestDescriptor {
        private final Set<TestTag> tags;

        Tagged(UniqueId id, String name, TestSource source, Set<TestTag> tags) {
            super(id, name, source);
            this.tags = tags;
        }

        @Override
        public Type getType() {
            return getChildren().isEmpty() ? Type.TEST : Type.CONTAINER;
        }

        @Override
        public Set<TestTag> getTags() {
            return tags;
        }
    }
}
