package dev.assay.run.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    private Path checkout;

    @Test
    void isTheOneThatCiNames() {
        var gate = checkout.resolve("gate");

        assertThat(Workspace.of(Map.of("GITHUB_WORKSPACE", checkout.toString()), gate)
                        .root())
                .isEqualTo(checkout);
        assertThat(Workspace.of(Map.of("CI_PROJECT_DIR", checkout.toString()), gate)
                        .root())
                .isEqualTo(checkout);
    }

    @Test
    void isTheGitCheckoutWhereCiNamesNoneThatContainsTheFiles() throws IOException {
        Files.createDirectory(checkout.resolve(".git"));
        var gate = checkout.resolve("a/gate");

        assertThat(Workspace.of(Map.of(), gate).root()).isEqualTo(checkout);
        assertThat(Workspace.of(Map.of("GITHUB_WORKSPACE", "/elsewhere"), gate).root())
                .isEqualTo(checkout);
    }

    @Test
    void isTheFolderItselfWhereThereIsNoCheckout() {
        assertThat(Workspace.of(Map.of("GITHUB_WORKSPACE", ""), checkout).root())
                .isEqualTo(checkout);
    }
}
