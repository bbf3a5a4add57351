package dev.assay.calibration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.assay.wire.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1} that its own key signed (X.509 v3, RFC 5280, in DER), valid from an hour ago for two days. The key is made
 * for this process and never leaves it. Java has no interface to make one; only its keytool does, in a second.
 */
public final class LoopbackCertificate {
    private static final String PASSWORD = "of memory only";
    private static final String NAME = "Assay's server of known timing";

    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OCTETS = 0x04;
    private static final int UTF8 = 0x0c;
    private static final int TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    /** The object identifiers 1.2.840.10045.4.3.2, 2.5.4.3 and 2.5.29.17, as they stand in DER. */
    private static final byte[] ECDSA_WITH_SHA256 = {0x06, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};

    private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};
    private static final byte[] ALTERNATIVE_NAMES = {0x06, 3, 0x55, 0x1d, 17};

    private final PrivateKey key;
    private final Certificate certificate;

    private LoopbackCertificate(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes a new key and its certificate. */
    public static LoopbackCertificate create() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var now = Instant.now();
            var content = content(pair.getPublic().getEncoded(), now.minus(Duration.ofHours(1)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            var whole = der(SEQUENCE, content, algorithm(), der(BITS, new byte[1], signature.sign()));
            return new LoopbackCertificate(
                    pair.getPrivate(),
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a certificate", e);
        }
    }

    private static byte[] content(byte[] publicKey, Instant from) {
        var name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, NAME.getBytes(US_ASCII)))));
        var names = der(
                SEQUENCE, der(DNS_NAME, "localhost".getBytes(US_ASCII)), der(IP_ADDRESS, new byte[] {127, 0, 0, 1}));
        return der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, BigInteger.valueOf(from.toEpochMilli()).toByteArray()),
                algorithm(),
                name,
                der(SEQUENCE, time(from), time(from.plus(Duration.ofDays(2)))),
                name,
                publicKey,
                der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, names)))));
    }

    private static byte[] algorithm() {
        return der(SEQUENCE, ECDSA_WITH_SHA256);
    }

    private static byte[] time(Instant instant) {
        var text = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return der(TIME, text.getBytes(US_ASCII));
    }

    /** Returns an element of DER: its tag, the length of its content, and the content. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        var length = BigInteger.valueOf(content.size()).toByteArray();
        if (content.size() < 128) {
            element.write(content.size());
        } else {
            // A sign byte in front only makes the number longer by a zero, which DER does not allow.
            var skip = length[0] == 0 ? 1 : 0;
            element.write(0x80 | (length.length - skip));
            element.write(length, skip, length.length - skip);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** Returns what a client must trust. */
    public Certificate certificate() {
        return certificate;
    }

    /** Returns the route of a client that trusts this certificate and no other. */
    public Route route() {
        try {
            return new Route(Route.trusting(List.of(certificate)), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot trust a certificate", e);
        }
    }

    /** Returns the context of a server that shows this certificate. */
    public SSLContext ofServer() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot show a certificate", e);
        }
    }
}
