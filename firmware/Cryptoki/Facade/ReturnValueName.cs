namespace NfToken.Cryptoki;

/// <summary>Names of return values. Only of those that this token returns: text costs flash.</summary>
public static class ReturnValueName
{
    /// <summary>Each return value in hexadecimal and its name: one text takes a third less flash than a switch over as many.</summary>
    private const string Names = "," +
        "0=OK,2=HOST_MEMORY,3=SLOT_ID_INVALID,5=GENERAL_ERROR,6=FUNCTION_FAILED,7=ARGUMENTS_BAD,A=CANT_LOCK," +
        "10=ATTRIBUTE_READ_ONLY,11=ATTRIBUTE_SENSITIVE,12=ATTRIBUTE_TYPE_INVALID,13=ATTRIBUTE_VALUE_INVALID,1B=ACTION_PROHIBITED," +
        "20=DATA_INVALID,21=DATA_LEN_RANGE,30=DEVICE_ERROR,31=DEVICE_MEMORY,51=FUNCTION_NOT_PARALLEL,54=FUNCTION_NOT_SUPPORTED," +
        "60=KEY_HANDLE_INVALID,62=KEY_SIZE_RANGE,63=KEY_TYPE_INCONSISTENT,68=KEY_FUNCTION_NOT_PERMITTED,70=MECHANISM_INVALID," +
        "71=MECHANISM_PARAM_INVALID,82=OBJECT_HANDLE_INVALID,90=OPERATION_ACTIVE,91=OPERATION_NOT_INITIALIZED,A0=PIN_INCORRECT," +
        "A1=PIN_INVALID,A2=PIN_LEN_RANGE,A4=PIN_LOCKED,B1=SESSION_COUNT,B3=SESSION_HANDLE_INVALID," +
        "B4=SESSION_PARALLEL_NOT_SUPPORTED,B5=SESSION_READ_ONLY,B6=SESSION_EXISTS,B7=SESSION_READ_ONLY_EXISTS," +
        "B8=SESSION_READ_WRITE_SO_EXISTS,C0=SIGNATURE_INVALID,C1=SIGNATURE_LEN_RANGE,D0=TEMPLATE_INCOMPLETE," +
        "D1=TEMPLATE_INCONSISTENT,100=USER_ALREADY_LOGGED_IN,101=USER_NOT_LOGGED_IN,102=USER_PIN_NOT_INITIALIZED," +
        "103=USER_TYPE_INVALID,104=USER_ANOTHER_ALREADY_LOGGED_IN,120=RANDOM_SEED_NOT_SUPPORTED,121=RANDOM_NO_RNG," +
        "130=DOMAIN_PARAMS_INVALID,140=CURVE_NOT_SUPPORTED,150=BUFFER_TOO_SMALL,190=CRYPTOKI_NOT_INITIALIZED," +
        "191=CRYPTOKI_ALREADY_INITIALIZED,";

    /// <summary>The name of a return value.</summary>
    /// <param name="returnValue">CKR_*.</param>
    /// <returns>Such as <c>CKR_DEVICE_ERROR</c>, or <c>CKR_0x000001B1</c> where the token never returns it.</returns>
    public static string Of(uint returnValue)
    {
        string key = "," + returnValue.ToString("X") + "=";
        int at = Names.IndexOf(key);
        if (at < 0)
        {
            return "CKR_0x" + returnValue.ToString("X8");
        }

        at += key.Length;
        return "CKR_" + Names.Substring(at, Names.IndexOf(',', at) - at);
    }
}
