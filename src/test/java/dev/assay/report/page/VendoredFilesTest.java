package dev.assay.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Files of other projects that are kept here byte for byte; the README beside each says where it is from. */
class VendoredFilesTest {
    private static byte[] bytes(String resource) throws IOException {
        try (var in = VendoredFilesTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return in.readAllBytes();
        }
    }

    private static String sha256(String resource) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(resource)));
    }

    @Test
    void keepsTheScriptOfEChartsThatNpmHas() throws IOException, NoSuchAlgorithmException {
        assertThat(sha256("/dev/assay/report/page/echarts/echarts.min.js"))
                .isEqualTo("b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0");
    }

    @Test
    void keepsTheScriptOfAxeThatNpmHas() throws IOException, NoSuchAlgorithmException {
        assertThat(sha256("/axe/axe.min.js"))
                .isEqualTo("29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c");
    }

    @Test
    void bringsTheLicencesOfWhatThePageContains() throws IOException {
        var script = new String(bytes("/dev/assay/report/page/echarts/echarts.min.js"), StandardCharsets.UTF_8);

        assertThat(script.lines().limit(25))
                .anyMatch(line -> line.contains("Licensed to the Apache Software Foundation"));
        assertThat(new String(bytes("/dev/assay/report/page/echarts/LICENSE"), StandardCharsets.UTF_8))
                .contains("Apache License", "Version 2.0");
        assertThat(new String(bytes("/dev/assay/report/page/echarts/LICENSE-d3"), StandardCharsets.UTF_8))
                .contains("Redistribution and use");
        assertThat(bytes("/dev/assay/report/page/echarts/NOTICE")).isNotEmpty();
    }
}
