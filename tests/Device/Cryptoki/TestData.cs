namespace NfToken.Tests.Cryptoki;

/// <summary>Keys and certificates for tests only, made with openssl; valid until 2126. Base64 of the DER.</summary>
public static class TestData
{
    /// <summary>PKCS #8, P-256.</summary>
    public const string EcKey =
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg24Q+/wg34/45Zy/L0xD/Mhv/U9D+X+qVT8e90ZTPDIShRANCAASv8wc7edF4VXPaEOQ7bQKV" +
        "0rwYJ7Ny/GwCVgOJmmVBWFNurHvK9hIfqZXgBn6V4QhLnaNtD0Q4z+YraAQNKn3r";

    /// <summary>CN=device 1,O=Test with the public half of EcKey, issued by Authority, serial number 0x1234.</summary>
    public const string EcCertificate =
        "MIIBHzCBxQICEjQwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjEwNTQxNTNaGA8yMTI2MTAyODA1NDE1M1owIjENMAsGA1UECgwE" +
        "VGVzdDERMA8GA1UEAwwIZGV2aWNlIDEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASv8wc7edF4VXPaEOQ7bQKV0rwYJ7Ny/GwCVgOJmmVBWFNurHvK9hIf" +
        "qZXgBn6V4QhLnaNtD0Q4z+YraAQNKn3rMAoGCCqGSM49BAMCA0kAMEYCIQD0efqQbcE3Xs6iycAjxyAjaZozIAMTjMm3W7YA45d8ugIhAJwWYIQilv/WI6xv" +
        "GQYQAA6LOhhUgH5qNwK0o47MwN3T";

    /// <summary>CN=Test CA, self-signed, P-256.</summary>
    public const string Authority =
        "MIIBejCCASGgAwIBAgIUbOx1B6ghEwCpqGAsalpmxwpmokwwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjEwNTQxNTNaGA8yMTI2" +
        "MTAyODA1NDE1M1owEjEQMA4GA1UEAwwHVGVzdCBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOf+eqCnt3hg6CuTDP3h+GzBRhAsuilQAElEiYA+O+U6" +
        "3e1C5NJCZdUr4LYpN/xS9zDmjYZZLlQKo0mpUFwaReWjUzBRMB0GA1UdDgQWBBQh/mdE8W/Ajjqv4NstcQgrrHCZvTAfBgNVHSMEGDAWgBQh/mdE8W/Ajjqv" +
        "4NstcQgrrHCZvTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIGEiLEQz2n8ofpJJup3zSbCtI4bj/xGwZRxTJ3FOK9YGAiAi+rtPjfgScBtR" +
        "sbZ2efRHunc2zITyG97adPmDpLCgdg==";

    /// <summary>PKCS #8, RSA-1024.</summary>
    public const string RsaKey =
        "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBANOk0avnnrcnEShOPaY6BXrR1lOvrFzGIczayYauS06C07MS0Ge2ha5bpUhJ3CiOmtt/1cD8" +
        "X89WuLOr6zPaf3YV0v4jAbmdxosy0aoh41cSQnvYKXk9bE2SZeuo8rYh7/d1ktGSPz7gGOyjNoOHIAfzduAsmL1k5V3BmjjbVA0LAgMBAAECgYAdlMPZix4b" +
        "61HymDz1ptZtPDcAq2Uj8m12/H1+XY4ZAyAjv1VxqYk1vYl0eR5UbNooI830k1Gw4SYftr/BF6EI1xpTWJVn+EcbtIZssyZIABugu5hb1Egd38duxb7/3tkQ" +
        "ehi2RxpU71UoHGxRyP36aheWsdcVmMM1I7zKmXUkwQJBAPA6Yntd2Acd/EDMCk1maguIjkFu0fvOCa/c2xdPIwmkOY6ZvV+p5JQmzKWdkPyVfS36EZ7BhjoN" +
        "T3zbg8/1e5UCQQDhigG//UxNIElPa1HBn7dpcpUSj/crJl2Zf/A6gTWyw5mYBAYd/zeYWhsHFm0jeiAfFmKGTQ7tVjbEIczK/D4fAkEAjzsQauPaIOw08eF2" +
        "Jw3wHm5N+x97HbqMNgnlq3Eov9/l3Ws26SnfuqGjlP9sad0rpNUb2l8ii8xR32z2m3CPPQJANiPez6uKSWlar8nfUk94w8NRracJej43ccWYcTLbJRJ3KFqu" +
        "7Tx6qAPZQRZNFJsYYt4IwJx23No5Q1OpyYBLmQJAKCMKulJrGJe2jAWlllA0xHNGdYXchesvJvC+e5+CFx/cIKYwlLiHiQ1Kkrf2CNZ1BbTomYfIJDLIh150" +
        "NpuyQw==";

    /// <summary>CN=device rsa with the public half of RsaKey, issued by Authority, serial number 128.</summary>
    public const string RsaCertificate =
        "MIIBWDCB/wICAIAwCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjEwNTQxNTNaGA8yMTI2MTAyODA1NDE1M1owFTETMBEGA1UEAwwK" +
        "ZGV2aWNlIHJzYTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEA06TRq+eetycRKE49pjoFetHWU6+sXMYhzNrJhq5LToLTsxLQZ7aFrlulSEncKI6a23/V" +
        "wPxfz1a4s6vrM9p/dhXS/iMBuZ3GizLRqiHjVxJCe9gpeT1sTZJl66jytiHv93WS0ZI/PuAY7KM2g4cgB/N24CyYvWTlXcGaONtUDQsCAwEAATAKBggqhkjO" +
        "PQQDAgNIADBFAiA3oVvLhjt6Bzws7gmMfSPZRfir11K3wTQMTD9g7Ih7+AIhAIQlP72bmnjKTOBIgIi+BUZzJpU1SiRwzTq+Fq9EZM8m";
}
